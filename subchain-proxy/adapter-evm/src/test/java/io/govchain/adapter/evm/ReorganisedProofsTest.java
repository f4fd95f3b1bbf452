package io.govchain.adapter.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Evidence of a transaction whose block was replaced after its receipt had come. */
@Timeout(120)
class ReorganisedProofsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void shouldProveItWhereItIsNow_whenAnotherBlockHoldsIt() throws Exception {
    try (LocalChain chain = LocalChain.start(4245);
        Proofs proofs = new Proofs(chain.client(), Optional.empty())) {
      EvmClient client = chain.client();
      String raw = signed();
      String before = client.rpc("evm_snapshot").asText();
      Receipt replaced = landed(client, client.sendRaw(raw));
      client.rpc("evm_revert", before);
      // Within the same second the other block would be the very same.
      client.rpc("evm_increaseTime", 60);
      Receipt now = landed(client, client.sendRaw(raw));
      assertThat(now.blockHash()).isNotEqualTo(replaced.blockHash());
      LocalChain.await(
          "a block in the place of the replaced one",
          () -> client.latestHeader().number() >= replaced.blockNumber());

      Proofs.Proven proven = proofs.evidence(replaced);

      assertThat(proven.receipt().blockHash()).isEqualTo(now.blockHash());
      JsonNode evidence = JSON.readTree(proven.evidence());
      assertThat(evidence.get("blockHash").asText()).isEqualTo(now.blockHash());
    }
  }

  private static Receipt landed(EvmClient client, String hash) {
    LocalChain.await("the transaction", () -> client.receipt(hash).isPresent());
    return client.receipt(hash).orElseThrow();
  }

  private static String signed() {
    return SigningKey.random()
        .signTransaction(
            new UnsignedTransaction(
                4245,
                0,
                Optional.of("0x" + "12".repeat(20)),
                BigInteger.ZERO,
                "0x",
                100_000,
                UnsignedTransaction.GasPrice.zero()))
        .raw();
  }
}
