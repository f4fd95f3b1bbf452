package io.govchain.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.console.store.Alerts.Alert;
import io.govchain.console.store.Meta;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts of validators, by the seals of recorded headers of a real QBFT network, as the index keeps
 * them beside the blocks of a chain whose own blocks nobody seals.
 */
class SealAlertsTest {
  private static final int WINDOW = 10;
  private static final Thresholds THRESHOLDS = new Thresholds(3_600, 3_600, WINDOW, 10, 500, 20);
  private static final RecordedSeals RECORDED = RecordedSeals.ofFour();

  @TempDir Path folder;
  private GovernedChain chain;
  private Indexed indexed;
  private Watched watched;

  @BeforeEach
  void start() {
    chain = GovernedChain.start(folder);
    chain.mine(30);
    indexed = Indexed.follow(chain.chain(), folder.resolve("sealed.db"));
    watched = new Watched(indexed, THRESHOLDS);
    indexed.caughtUp();
    indexed
        .store()
        .database()
        .writeAndWait(
            handle -> {
              Meta.put(handle, Meta.VALIDATORS, String.join(" ", RECORDED.validators()));
              return null;
            });
  }

  @AfterEach
  void stop() {
    indexed.close();
    chain.close();
  }

  @Test
  void shouldFindNothing_whenNobodyKnowsWhoSealed() {
    watched.examine();
    assertThat(watched.rules()).isEmpty();
  }

  @Test
  void shouldFindNothing_whenEveryValidatorSealsNowAndThen() {
    Set<String> all = new TreeSet<>();
    RECORDED.blocks().forEach(all::addAll);
    assertThat(all).as("what was recorded").containsExactlyElementsOf(RECORDED.validators());
    seal(RECORDED.blocks());
    watched.examine();
    assertThat(watched.rules()).isEmpty();
  }

  @Test
  void shouldNameTheSilentOneAndTellThatNoneMayFollow_untilItSealsAgain() {
    Set<String> three =
        RECORDED.blocks().stream().filter(block -> block.size() == 3).findFirst().orElseThrow();
    String silent =
        RECORDED.validators().stream().filter(each -> !three.contains(each)).findFirst().get();
    seal(List.of(three));
    watched.examine();
    Alert alert = watched.only("validator-silent");
    assertThat(alert.subject().orElseThrow().id()).isEqualTo(silent);
    assertThat(alert.values().get("blocks").longValue()).isEqualTo(WINDOW);
    Alert margin = watched.only("quorum-margin-zero");
    assertThat(margin.values().get("signing").longValue()).isEqualTo(3);
    assertThat(margin.values().get("needed").longValue()).isEqualTo(3);
    assertThat(margin.values().get("validators").longValue()).isEqualTo(4);

    Set<String> withIt =
        RECORDED.blocks().stream()
            .filter(block -> block.contains(silent))
            .findFirst()
            .orElseThrow();
    chain.mine();
    indexed.caughtUp();
    sealNewest(withIt);
    watched.examine();
    assertThat(watched.rules()).doesNotContain("validator-silent", "quorum-margin-zero");
    assertThat(indexed.store().alerts().alert(alert.id()).orElseThrow().closedAt()).isPresent();
  }

  @Test
  void shouldBlameNobody_whenTheValidatorsChangedLately() {
    Set<String> three =
        RECORDED.blocks().stream().filter(block -> block.size() == 3).findFirst().orElseThrow();
    seal(List.of(three));
    indexed
        .store()
        .database()
        .writeAndWait(
            handle ->
                handle.execute(
                    "INSERT INTO events (number, carrier, type, data)"
                        + " SELECT max(first_event), 0, 'ValidatorsChanged', '{}' FROM blocks"));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("validator-silent").contains("quorum-margin-zero");
  }

  /** The recorded blocks' seals, over and over, on all blocks but the first. */
  private void seal(List<Set<String>> blocks) {
    indexed
        .store()
        .database()
        .writeAndWait(
            handle -> {
              for (int i = 0; i < blocks.size(); i++) {
                handle.execute(
                    "UPDATE blocks SET signers = ? WHERE number % ? = ?",
                    String.join(" ", blocks.get(i)), blocks.size(), i);
              }
              return null;
            });
  }

  private void sealNewest(Set<String> signers) {
    indexed
        .store()
        .database()
        .writeAndWait(
            handle ->
                handle.execute(
                    "UPDATE blocks SET signers = ? WHERE number = (SELECT max(number) FROM blocks)",
                    String.join(" ", signers)));
  }
}
