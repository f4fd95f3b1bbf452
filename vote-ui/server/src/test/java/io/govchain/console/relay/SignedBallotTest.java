package io.govchain.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Ballot;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who signed a ballot, and what it is called on the relay's disk. */
class SignedBallotTest {
  private static final Path VECTORS = Path.of("../vectors/ballots.json");

  /** Of {@link #body}, by the version before ballots could have a reason. */
  private static final String BEFORE_REASONS =
      "ballot/0x7ff6dc07a31a2496720ba1620e867fd849c71a79990d8824efa7f87fd226fcef";

  @Test
  void shouldFindWhatAnOlderVersionSent_whenTheBallotHasNoReason() {
    assertThat(SignedBallot.of(body()).reference(1)).isEqualTo(BEFORE_REASONS);
    assertThat(SignedBallot.of(body().put("reason", "")).reference(1)).isEqualTo(BEFORE_REASONS);
    assertThat(SignedBallot.of(body()).reference(2)).isEqualTo(BEFORE_REASONS + "/2");
  }

  @Test
  void shouldBeAnotherBallot_whenTheReasonIsAnother() {
    String one = SignedBallot.of(body().put("reason", "documents checked")).reference(1);
    String other = SignedBallot.of(body().put("reason", "documents missing")).reference(1);
    assertThat(one).isNotEqualTo(other).isNotEqualTo(BEFORE_REASONS);
    assertThat(other).isNotEqualTo(BEFORE_REASONS);
  }

  @Test
  void shouldFindTheSigner_whenTheBallotIsOfTheSharedVectors() throws Exception {
    JsonNode vectors = new ObjectMapper().readTree(VECTORS.toFile());
    SigningKey key = SigningKey.fromPrivateKey(Hex.bytes(vectors.path("privateKey").asText()));
    assertThat(vectors.path("ballots")).hasSizeGreaterThan(2);
    for (JsonNode vector : vectors.path("ballots")) {
      long chainId = vector.path("chainId").asLong();
      BigInteger nonce = new BigInteger(vector.path("nonce").asText());
      SignedBallot ballot = SignedBallot.of(vector);
      assertThat(ballot.signer(chainId, nonce)).contains(vector.path("voter").asText());
      assertThat(
              Ballot.sign(key, chainId, ballot.workOrder(), ballot.vote(), nonce, ballot.reason())
                  .signature())
          .isEqualTo(ballot.signature());
    }
  }

  private static ObjectNode body() {
    return new ObjectMapper()
        .createObjectNode()
        .put("workOrder", "0x" + "41".repeat(32))
        .put("support", 1)
        .put("voter", "0x" + "ab".repeat(20))
        .put("signature", "0x" + "5c".repeat(64) + "1b");
  }
}
