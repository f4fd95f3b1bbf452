package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.store.ChangeFeed;
import io.govchain.console.store.ChangeFeed.Change;
import io.govchain.console.store.Position;
import io.govchain.governance.Entry;
import io.govchain.governance.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that has less than is indexed, such as one of several behind a load balancer. */
class LaggingNodeTest extends FollowingAChain {
  @Test
  void shouldWait_whenTheNodeHasOnlyLess() throws InterruptedException {
    String id = chain.open("kept", 5_000);
    chain.report("registry", new Report(id, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    Position before = indexed.caughtUp().position();
    long feed = indexed.store().changes().latest();

    chain.shorten(3);
    long shorter = before.number() - 3;
    indexed.until(
        "the shorter chain is seen", () -> indexed.indexer().status().head().orElse(-1) == shorter);
    long looked = indexed.indexer().status().lastContact().orElseThrow().toEpochMilli();
    indexed.until(
        "it looked once more",
        () -> indexed.indexer().status().lastContact().orElseThrow().toEpochMilli() > looked);

    assertThat(indexed.store().position()).as("nothing was taken back").isEqualTo(before);
    assertThat(indexed.store().ledger().transaction(id)).isPresent();
    assertThat(indexed.indexer().status().problem()).isEmpty();
    assertThat(indexed.store().changes().next(feed, 100, Duration.ZERO)).isEmpty();
  }

  @Test
  void shouldTakeBack_onceTheNodeHasOtherBlocks() throws InterruptedException {
    String id = chain.open("vanishes", 5_000);
    Position before = indexed.caughtUp().position();
    long feed = indexed.store().changes().latest();

    chain.shorten(2);
    chain.pass(Duration.ofSeconds(100));
    indexed.caughtUp();

    assertThat(indexed.store().position().number()).isEqualTo(before.number() - 1);
    assertThat(indexed.store().ledger().transaction(id)).isEmpty();
    assertThat(reorganisations(indexed.store().changes().next(feed, 100, Duration.ZERO)))
        .containsExactly(before.number() - 2);
  }

  @Test
  void shouldTellWhatFollows_whenAReaderMissedManyBlocksThatAreGone() throws InterruptedException {
    chain.mine();
    long feed = indexed.caughtUp().changes().latest();
    for (int i = 0; i < 130; i++) {
      chain.mine();
      indexed.caughtUp();
    }
    chain.shorten(130);
    chain.pass(Duration.ofSeconds(1_000));
    indexed.caughtUp();

    // The first block has a successor of the same number; of the next hundred there is nothing
    // left.
    List<Change> first = indexed.store().changes().next(feed, 200, Duration.ZERO);
    long position = first.getLast().id();
    assertThat(position).isLessThan(feed + 10);
    List<Change> told = indexed.store().changes().next(position, 200, Duration.ZERO);
    assertThat(reorganisations(told)).as("among %s", told).hasSize(1);
    assertThat(told.getFirst().id()).isGreaterThan(position + 100);
  }

  private static List<Long> reorganisations(List<Change> changes) {
    return changes.stream()
        .filter(ChangeFeed.Reorganised.class::isInstance)
        .map(each -> ((ChangeFeed.Reorganised) each).lastCommonBlock())
        .toList();
  }
}
