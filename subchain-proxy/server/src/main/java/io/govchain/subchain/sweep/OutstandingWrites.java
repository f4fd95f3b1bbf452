package io.govchain.subchain.sweep;

import io.govchain.amdp.StepAction;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Database;
import io.govchain.subchain.journal.ChainChecks;
import io.govchain.subchain.journal.ChainFinding;
import io.govchain.subchain.journal.Executions;
import io.govchain.subchain.journal.Executions.Outstanding;
import io.govchain.subchain.journal.PreparedWriteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Signed writes without an outcome whose transactions people are asked about, or have ended: while
 * the subchain stands still, or its proxy was away. Whoever resolves such a transaction as one that
 * was never done has to know that it may be done yet: what is signed is broadcast again as long as
 * its nonce is free, and nobody can tell that it never will be.
 *
 * <p>Once the transaction has ended without it the write is withdrawn: nothing can undo it any
 * more. An end is never left, so that this needs no second look; and before the end a late success
 * is undone, as always. What the record has as done is left alone, since a block that held it may
 * have been taken back.
 */
final class OutstandingWrites {
  private static final int MOST_FINDINGS = 10_000;

  private final Database database;
  private final Suspicions suspicions;
  private final Consumer<String> withdraw;
  private final int atOnce;
  private final Map<String, Outstanding> told = new HashMap<>();
  private String position = "";

  /**
   * @param withdraw told the references of writes that are not wanted any more, again and again
   * @param atOnce of so many transactions in one look
   */
  OutstandingWrites(
      Database database, Suspicions suspicions, Consumer<String> withdraw, int atOnce) {
    this.database = database;
    this.suspicions = suspicions;
    this.withdraw = withdraw;
    this.atOnce = atOnce;
    database.read(handle -> ChainChecks.findings(handle, MOST_FINDINGS)).forEach(this::takeUp);
  }

  /** Of a former life's findings those that are of such writes. */
  private void takeUp(ChainFinding found) {
    database
        .read(handle -> Executions.prepared(handle, found.key(), found.subject()))
        .ifPresent(write -> told.put(write.hash(), write));
  }

  /** Takes the next of them; after the last one the first again. */
  void look(Function<String, Optional<TransactionRecord>> records) {
    String after = position;
    List<Outstanding> page = database.read(handle -> Executions.outstanding(handle, after, atOnce));
    boolean more = page.stream().map(each -> each.key().transaction()).distinct().count() >= atOnce;
    position = more ? page.getLast().key().transaction() : "";
    for (Outstanding write : page) {
      Optional<TransactionRecord> record = records.apply(write.key().transaction());
      record
          .flatMap(found -> problem(write, found.status()))
          .ifPresentOrElse(text -> wrong(write, text), () -> well(write));
      if (record.filter(found -> endedWithout(write, found)).isPresent()) {
        withdraw.accept(write.reference());
      }
    }
    List.copyOf(told.values()).stream().filter(this::hasOutcome).forEach(this::well);
  }

  private Optional<String> problem(Outstanding write, Status status) {
    // An undoing that people have ordered to be tried again is what they wait for.
    boolean asked = status == Status.ESCALATED && write.key().action() == StepAction.EXECUTE;
    return asked || status.ended()
        ? Optional.of(
            "%s is signed for it and has no outcome: it may have taken effect, or still may, and the record has the transaction as %s"
                .formatted(hashes(write), status.word()))
        : Optional.empty();
  }

  /** At whatever price it was signed: any of them may be the one that a block has. */
  private String hashes(Outstanding write) {
    List<String> hashes =
        database.read(handle -> PreparedWriteTable.hashes(handle, write.reference()));
    return String.join(" or ", hashes);
  }

  private static boolean endedWithout(Outstanding write, TransactionRecord record) {
    return record.endedWithout(write.key().step(), write.key().action() == StepAction.COMPENSATE);
  }

  private void wrong(Outstanding write, String text) {
    told.put(write.hash(), write);
    suspicions.wrong(write.hash(), write.key(), text);
  }

  private void well(Outstanding write) {
    if (told.remove(write.hash()) != null) {
      suspicions.well(write.hash());
    }
  }

  /** Then it is compared with the chain like all that has one. */
  private boolean hasOutcome(Outstanding write) {
    return database.read(handle -> !Executions.isUnfinished(handle, write.key()));
  }
}
