package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.Transactions;
import io.govchain.evm.BinaryLog;
import java.util.Optional;
import org.web3j.abi.EventEncoder;

/**
 * A batch of the ledger as its log holds it, for those who read very many: its lines are told one
 * by one, and name ids and digests by their places in the batch's bytes. {@link
 * GovernanceEvents#decode} makes events of the same lines.
 */
public final class LedgerBatch {
  private static final String RECORDED = EventEncoder.encode(Transactions.RECORDED_EVENT);
  private static final int TOPICS = 3;
  private static final int ADDRESS_START = 26;
  private static final int WORD = 32;

  private final String institution;
  private final String account;
  private final byte[] entries;
  private final byte[] results;

  /** Hears the lines in the order in which they took effect. */
  public interface Lines {
    /**
     * A transaction was opened.
     *
     * @param transaction place of its id, 32 bytes
     * @param deadline unix seconds
     * @param steps as on the chain: {@link StepDescriptor#packed()} of each
     */
    void opened(int transaction, long deadline, int[] steps);

    /**
     * A report was taken in.
     *
     * @param step {@link Report#WHOLE_TRANSACTION} where it is about all of it
     * @param digest place of 32 bytes; negative where it has none
     */
    void reported(int transaction, int step, Entry entry, int digest);

    /** The status changed. */
    void changed(int transaction, TransactionRecord.Status status);

    /** An entry was refused. */
    void rejected(int transaction, int step, Entry entry, Rejection reason);
  }

  LedgerBatch(String institution, String account, byte[] entries, byte[] results) {
    this.institution = institution;
    this.account = account;
    this.entries = entries;
    this.results = results;
  }

  /**
   * The batch that a log records; empty for every other log.
   *
   * @throws GovernanceMismatchException if it cannot be read
   */
  public static Optional<LedgerBatch> of(BinaryLog log) {
    boolean recorded =
        log.address().equals(GovernanceAddresses.TRANSACTIONS)
            && !log.topics().isEmpty()
            && log.topics().getFirst().equals(RECORDED);
    if (!recorded) {
      return Optional.empty();
    }
    if (log.topics().size() != TOPICS) {
      throw malformed(log, "expected " + TOPICS + " topics, found " + log.topics().size());
    }
    return Optional.of(
        new LedgerBatch(
            log.topics().get(1),
            "0x" + log.topics().get(2).substring(ADDRESS_START),
            field(log, 0),
            field(log, 1)));
  }

  /** A field of type bytes: its word tells where its length stands, and the bytes follow that. */
  private static byte[] field(BinaryLog log, int index) {
    byte[] data = log.data();
    int place = number(log, index * WORD);
    int length = number(log, place);
    if (length > data.length - place - WORD) {
      throw malformed(log, length + " bytes at " + place + " of " + data.length);
    }
    byte[] bytes = new byte[length];
    System.arraycopy(data, place + WORD, bytes, 0, length);
    return bytes;
  }

  private static int number(BinaryLog log, int place) {
    byte[] data = log.data();
    if (place > data.length - WORD) {
      throw malformed(log, "expected a word at " + place + " of " + data.length + " bytes");
    }
    long value = 0;
    for (int i = place; i < place + WORD; i++) {
      value = value << Byte.SIZE | (data[i] & 0xff);
      if (value > data.length) {
        throw malformed(log, "the word at " + place + " names a place outside");
      }
    }
    return (int) value;
  }

  private static GovernanceMismatchException malformed(BinaryLog log, String what) {
    return new GovernanceMismatchException(
        "batch of the ledger in transaction " + log.transactionHash() + ": " + what, null);
  }

  /** Id of the institution whose batch it was. */
  public String institution() {
    return institution;
  }

  /** Who recorded it. */
  public String account() {
    return account;
  }

  /** The bytes that lines name places in; not to be changed. */
  public byte[] bytes() {
    return entries;
  }

  /** How many entries the batch has; each is told in one to three lines. */
  public int entries() {
    return results.length;
  }

  /**
   * Tells all lines.
   *
   * @throws GovernanceMismatchException if the batch is malformed
   */
  public void tell(Lines lines) {
    PackedBatch.read(this, results, lines);
  }
}
