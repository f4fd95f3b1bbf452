package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.StructuredDataEncoder;

final class AccountConsentTest {

  private static final SigningKey KEY =
      SigningKey.fromPrivateKey(
          new byte[] {
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 1, 7
          });

  @Test
  void shouldSignWhatAWalletWouldSign_whenGivenTheTypedData() throws IOException {
    String typedData =
        """
        {"types": {
           "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"},
             {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}],
           "AccountConsent": [{"name": "account", "type": "address"}, {"name": "institution", "type": "bytes32"},
             {"name": "role", "type": "uint8"}]},
         "primaryType": "AccountConsent",
         "domain": {"name": "Govchain Accounts", "version": "1", "chainId": 190026, "verifyingContract": "%s"},
         "message": {"account": "%s", "institution": "%s", "role": 3}}"""
            .formatted(GovernanceAddresses.ACCOUNTS, KEY.address(), Paths.id("registry"));

    byte[] digest =
        AccountConsent.digest(190_026, KEY.address(), "registry", Account.Role.CROSS_CHAIN);

    assertThat(digest).isEqualTo(new StructuredDataEncoder(typedData).hashStructuredData());
  }

  @Test
  void shouldBe65BytesWithRecoveryOf27Or28_whenSigned() {
    String consent = AccountConsent.sign(KEY, 1, KEY.address(), "registry", Account.Role.OPERATOR);

    assertThat(Hex.bytes(consent)).hasSize(65);
    assertThat((int) Hex.bytes(consent)[64]).isBetween(27, 28);
  }

  @Test
  void shouldRefuse_whenTheKeyIsNotTheAccounts() {
    String other = "0x" + "22".repeat(20);

    assertThatThrownBy(() -> AccountConsent.sign(KEY, 1, other, "registry", Account.Role.OPERATOR))
        .hasMessage(
            "consent of an account: expected the key of %s, was that of %s"
                .formatted(other, KEY.address()));
  }
}
