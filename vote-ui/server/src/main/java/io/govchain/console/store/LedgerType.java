package io.govchain.console.store;

/** What kind of line a row of {@code ledger_events} is. */
public final class LedgerType {
  /** A transaction was opened. */
  public static final int OPENED = 1;

  /** A report was taken in; {@code code} is the entry. */
  public static final int REPORTED = 2;

  /** Another status was reached; {@code code} is the status. */
  public static final int STATUS = 3;

  /** An entry was refused; {@code code} is the entry, {@code reason} the reason. */
  public static final int REJECTED = 4;

  /** A work order resolved it; {@code note} is the order's note. */
  public static final int RESOLVED = 5;

  private LedgerType() {}

  /** The numbers of lines that have this event's name; 0 for events that are no lines. */
  static int of(String event) {
    return switch (event) {
      case "TransactionOpened" -> OPENED;
      case "StepReported" -> REPORTED;
      case "TransactionStatusChanged" -> STATUS;
      case "EntryRejected" -> REJECTED;
      case "TransactionResolved" -> RESOLVED;
      default -> 0;
    };
  }
}
