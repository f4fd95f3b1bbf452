package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Applies the engine durably. Each step loads the state, applies the input and stores the new state
 * with everything it asks for in one write; whoever waits for the future sees it on disk.
 *
 * <p>All steps run on the database's writer, so those of one transaction never overlap, and those
 * of many transactions share commits.
 */
public final class Journal {
  /** Flyway location of the schema. */
  public static final String SCHEMA = "classpath:io/govchain/crosschain/db";

  private final Database database;
  private final Engine engine;
  private final BiFunction<TransactionState, Input, Transition> rules;
  private final StateCodec codec = new StateCodec();
  private final RecordQueue queue;
  private final PendingEffects pending;
  private final PendingMessages messages;
  private final Transactions transactions;
  private final EvidenceStore evidence;

  public Journal(Database database, Engine engine) {
    this(database, engine, engine::apply);
  }

  /**
   * @param rules instead of the engine's
   */
  Journal(Database database, Engine engine, BiFunction<TransactionState, Input, Transition> rules) {
    this.database = database;
    this.engine = engine;
    this.rules = rules;
    this.queue = new RecordQueue(database);
    this.pending = new PendingEffects(database, codec);
    this.transactions = new Transactions(database, codec);
    this.evidence = new EvidenceStore(database);
    this.messages = new PendingMessages(database, codec, transactions);
  }

  /** What the journal knows about transactions. */
  public Transactions transactions() {
    return transactions;
  }

  /** What proves steps. */
  public EvidenceStore evidence() {
    return evidence;
  }

  /** Entries waiting for the record. */
  public RecordQueue recordQueue() {
    return queue;
  }

  /** Effects that were decided and not performed yet. */
  public PendingEffects pendingEffects() {
    return pending;
  }

  /** Messages that were decided and not made yet. */
  public PendingMessages pendingMessages() {
    return messages;
  }

  /** Applies an input to a transaction. */
  public CompletableFuture<Stepped> step(String transaction, Input input) {
    return database.write(handle -> step(handle, transaction, input));
  }

  /**
   * Applies an input together with what belongs to it, such as the evidence that it speaks of or
   * the inbox entry that it came from; all of it is stored or nothing.
   */
  public CompletableFuture<Stepped> step(String transaction, Input input, Consumer<Handle> before) {
    return database.write(
        handle -> {
          before.accept(handle);
          return step(handle, transaction, input);
        });
  }

  /** Applies an input within a write that the caller makes on the journal's database. */
  public Stepped step(Handle handle, String transaction, Input input) {
    TransactionState before = transactions.load(handle, transaction);
    Transition transition = rules.apply(before, input);
    TransactionState after = transition.state();
    if (!after.equals(before) && !isOfNoRecord(after)) {
      transactions.store(handle, transaction, after, engine.wakeAt(after));
    }
    if (input instanceof Input.EvidenceJudged judged) {
      pending.judged(handle, transaction, judged);
    }
    List<PendingEffect> toPerform = new ArrayList<>();
    for (Effect effect : transition.effects()) {
      keep(handle, transaction, after, effect, toPerform);
    }
    if (after.isFinal()) {
      queue.dropWaiting(handle, transaction);
    }
    if (isOfNoRecord(after)) {
      forget(handle, transaction);
    }
    boolean speaks = transition.effects().stream().anyMatch(Effect.MessageEffect.class::isInstance);
    return new Stepped(transaction, before, after, toPerform, speaks);
  }

  /**
   * What a peer asked for and what stands on no record, nor ever will. Its initiator keeps the call
   * itself, which tells that the application's request id is used.
   */
  private static boolean isOfNoRecord(TransactionState state) {
    return state.known().isEmpty()
        || state.status() == ApplicationStatus.Rejected
            && !state.known().get().plan().initiatedHere();
  }

  /**
   * Nobody but its sender ever paid for it: it must not fill the disk, not even with its state or
   * with the ids of its messages. Nothing is lost by that: should the record open it after all, it
   * is taken as one that this party was never asked about, as it would have been before; should its
   * messages come again, its deadline is over.
   */
  private static void forget(Handle handle, String transaction) {
    Sql.update(
        handle,
        "DELETE FROM inbox WHERE (sender, message_id) IN"
            + " (SELECT sender, message_id FROM received_requests WHERE transaction_id = ?)",
        transaction);
    for (String table :
        List.of("received_requests", "sent_messages", "evidence", "disclosures", "calls")) {
      Sql.update(handle, "DELETE FROM " + table + " WHERE transaction_id = ?", transaction);
    }
    Sql.update(handle, "DELETE FROM transactions WHERE id = ?", transaction);
  }

  /**
   * Applies everything that a block of the governance chain says, in order, and remembers the
   * block; all in one write, so that each block counts exactly once. A defect in one transaction
   * holds up neither the block nor any other transaction (I10).
   */
  public CompletableFuture<BlockStepped> block(long number, List<TransactionInput> inputs) {
    return database.write(
        handle -> {
          BlockStepped stepped = together(handle, inputs).orElseGet(() -> apart(handle, inputs));
          handle.execute(
              "INSERT INTO chain_position (only_row, block) VALUES (1, ?)"
                  + " ON CONFLICT (only_row) DO UPDATE SET block = excluded.block",
              number);
          return stepped;
        });
  }

  /**
   * Tells every transaction that has not ended that this journal may be an older copy, within a
   * write of the caller's. To be done before anything else is applied to it.
   */
  public BlockStepped restored(Handle handle) {
    List<TransactionInput> inputs =
        transactions.unfinished(handle).stream()
            .map(transaction -> new TransactionInput(transaction, new Input.JournalRestored()))
            .toList();
    return together(handle, inputs).orElseGet(() -> apart(handle, inputs));
  }

  /** The last governance block whose events were applied. */
  public OptionalLong lastBlock() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT block FROM chain_position")
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
  }

  /** As nearly always: without a savepoint for each. Empty, and undone, where one is a defect. */
  private Optional<BlockStepped> together(Handle handle, List<TransactionInput> inputs) {
    Sql.update(handle, "SAVEPOINT all_steps");
    Optional<BlockStepped> stepped;
    try {
      stepped =
          Optional.of(
              new BlockStepped(
                  inputs.stream()
                      .map(input -> step(handle, input.transaction(), input.input()))
                      .toList(),
                  List.of()));
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
      if (Database.isBroken(defect)) {
        throw defect;
      }
      Sql.update(handle, "ROLLBACK TO all_steps");
      stepped = Optional.empty();
    }
    Sql.update(handle, "RELEASE all_steps");
    return stepped;
  }

  private BlockStepped apart(Handle handle, List<TransactionInput> inputs) {
    List<Stepped> steps = new ArrayList<>();
    List<BlockStepped.Failed> failed = new ArrayList<>();
    inputs.forEach(input -> apart(handle, input, steps, failed));
    return new BlockStepped(steps, failed);
  }

  private void apart(
      Handle handle,
      TransactionInput input,
      List<Stepped> steps,
      List<BlockStepped.Failed> failed) {
    Sql.update(handle, "SAVEPOINT one_step");
    try {
      steps.add(step(handle, input.transaction(), input.input()));
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
      if (Database.isBroken(defect)) {
        throw defect; // A full disk is not this input's fault, and would lose it.
      }
      Sql.update(handle, "ROLLBACK TO one_step");
      transactions.setAside(handle, input.transaction());
      failed.add(new BlockStepped.Failed(input, defect));
    }
    Sql.update(handle, "RELEASE one_step");
  }

  private void keep(
      Handle handle,
      String transaction,
      TransactionState after,
      Effect effect,
      List<PendingEffect> toPerform) {
    switch (effect) {
      case Effect.LedgerEffect entry ->
          queue.add(handle, transaction, after.known().orElseThrow().plan(), entry);
      case Effect.MessageEffect message -> messages.add(handle, transaction, message);
      case Effect.LocalEffect local ->
          pending.add(handle, transaction, local).ifPresent(toPerform::add);
    }
  }
}
