package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.StructuredDataEncoder;

final class NodeConsentTest {

  private static final SigningKey KEY =
      SigningKey.fromPrivateKey(Hex.bytes("0x" + "07".repeat(32)));

  @Test
  void shouldSignWhatAWalletWouldSign_whenGivenTheTypedData() throws IOException {
    String publicKey = Hex.of(KEY.publicKey());
    String typedData =
        """
        {"types": {
           "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"},
             {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}],
           "NodePossession": [{"name": "institution", "type": "bytes32"}, {"name": "publicKey", "type": "bytes"}]},
         "primaryType": "NodePossession",
         "domain": {"name": "Govchain Nodes", "version": "1", "chainId": 190026, "verifyingContract": "%s"},
         "message": {"institution": "%s", "publicKey": "%s"}}"""
            .formatted(GovernanceAddresses.NODES, Paths.id("registry"), publicKey);

    byte[] digest = NodeConsent.digest(190_026, "registry", publicKey);

    assertThat(digest).isEqualTo(new StructuredDataEncoder(typedData).hashStructuredData());
  }

  @Test
  void shouldNameItsKey_whenSigned() {
    NodeConsent consent = NodeConsent.sign(KEY, 1, "registry");

    assertThat(consent.publicKey()).isEqualTo(Hex.of(KEY.publicKey()));
    assertThat(Hex.bytes(consent.proof())).hasSize(65);
  }
}
