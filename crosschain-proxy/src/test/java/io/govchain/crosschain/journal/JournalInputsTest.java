package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Inputs that come at once, and one that no state can take. */
class JournalInputsTest extends JournalCase {
  @Test
  void shouldApplyABlockAsAWhole_andRememberIt() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    BlockStepped block =
        journal
            .block(
                7,
                List.of(
                    new TransactionInput("0x1", opened("0x1")),
                    new TransactionInput("0x2", opened("0x2"))))
            .join();
    reopen();

    assertThat(block.failed()).isEmpty();
    assertThat(block.steps()).extracting(Stepped::after).allMatch(Executing.class::isInstance);
    assertThat(journal.lastBlock()).hasValue(7);
  }

  @Test
  void shouldHoldUpNoOtherTransaction_whenOneIsPoisoned() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    poison("0x1");
    BlockStepped block =
        journal
            .block(
                8,
                List.of(
                    new TransactionInput("0x1", opened("0x1")),
                    new TransactionInput("0x2", opened("0x2"))))
            .join();

    assertThat(block.failed()).hasSize(1);
    assertThat(block.failed().getFirst().input().transaction()).isEqualTo("0x1");
    assertThat(journal.transactions().find("0x2").orElseThrow()).isInstanceOf(Executing.class);
    assertThat(journal.lastBlock()).hasValue(8);
  }

  /** An error of one transaction, such as an overflow of the stack, ends no follower either. */
  @Test
  void shouldHoldUpNoOtherTransaction_whenOneOverflowsTheStack() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    Engine engine = new Engine(Policy.STANDARD);
    Input deep = opened("0x1");
    Journal overflowing =
        new Journal(
            database,
            engine,
            (state, input) -> {
              if (input == deep) {
                throw new StackOverflowError();
              }
              return engine.apply(state, input);
            });

    BlockStepped block =
        overflowing
            .block(
                8,
                List.of(
                    new TransactionInput("0x1", deep), new TransactionInput("0x2", opened("0x2"))))
            .join();

    assertThat(block.failed()).hasSize(1);
    assertThat(block.failed().getFirst().cause()).isInstanceOf(StackOverflowError.class);
    assertThat(journal.transactions().find("0x2").orElseThrow()).isInstanceOf(Executing.class);
    assertThat(journal.lastBlock()).hasValue(8);
  }

  @Test
  void shouldApplyTheOthersOnce_whenTheLastOfABlockIsPoisoned() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    step("0x3", call("0x3"));
    Stepped alone = step("0x3", opened("0x3"));
    poison("0x1");
    BlockStepped block =
        journal
            .block(
                8,
                List.of(
                    new TransactionInput("0x2", opened("0x2")),
                    new TransactionInput("0x1", opened("0x1"))))
            .join();

    assertThat(block.failed()).hasSize(1);
    assertThat(block.steps()).extracting(Stepped::transaction).containsExactly("0x2");
    assertThat(block.steps().getFirst().before()).isInstanceOf(Opening.class);
    assertThat(block.steps().getFirst().speaks()).isEqualTo(alone.speaks());
    assertThat(pending("0x2")).hasSameSizeAs(pending("0x3"));
    assertThat(journal.lastBlock()).hasValue(8);
  }

  @Test
  void shouldApplyEveryInputOnce_whenManyComeAtOnce() {
    List<CompletableFuture<Stepped>> steps = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      steps.add(journal.step("0x" + number % 20, call("0x" + number % 20)));
    }
    CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new)).join();

    assertThat(journal.transactions().unfinished()).hasSize(20);
    assertThat(journal.recordQueue().size()).isEqualTo(20);
  }

  /** From now on its state cannot be read. */
  private void poison(String transaction) {
    database.writeAndWait(
        handle -> handle.execute("UPDATE transactions SET state = '{}' WHERE id = ?", transaction));
  }
}
