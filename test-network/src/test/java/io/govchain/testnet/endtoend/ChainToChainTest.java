package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.testnet.acceptance.Condition;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts of one chain call contracts of another; judged by the two chains alone. */
final class ChainToChainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHARED = 2;
  private static final int NOT_SHARED = 3;

  @TempDir static Path home;
  private static Modes modes;

  @BeforeAll
  static void create() {
    modes = Modes.create(home.resolve("modes"));
  }

  @AfterAll
  static void end() {
    if (modes != null) {
      modes.close();
    }
  }

  @Test
  void shouldStoreThereAndCallBackHere_whenTheOtherChainTakesIt() {
    String digest = World.randomDigest();

    share(digest);

    within(PATIENCE).eventually(sharingOf(digest, SHARED));
    JsonNode there =
        modes.westCity.reads(
            modes.archive, "find(bytes32)(string,bytes32,bytes32,uint40,bool)", digest);
    assertThat(there.get(0).asText()).isEqualTo("a deed");
    assertThat(there.get(1).asText()).isEqualTo(Modes.id("east"));
    assertThat(there.get(4).asBoolean()).isTrue();
  }

  private static void share(String digest) {
    modes.eastCity.calls(
        modes.sharing,
        "share(bytes32,string,uint40)",
        digest,
        "a deed",
        modes.eastCity.client().latestHeader().timestamp() + 120);
  }

  private static Condition sharingOf(String digest, int expected) {
    return that(
            "sharing of " + digest,
            () ->
                modes
                    .eastCity
                    .reads(
                        modes.sharing,
                        "evidenceOf(bytes32)((address,uint40,uint8,bytes32))",
                        digest)
                    .get(0)
                    .get(2)
                    .asInt())
        .satisfies("is " + expected, sharing -> sharing == expected);
  }
}
