package io.govchain.subchain.gateway;

import io.govchain.adapter.GatewayRequests;
import io.govchain.adapter.SubchainGateway;
import io.govchain.subchain.journal.GatewayCalls.Position;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a gateway's requests into the journal, each once, from a position that is on disk. Not
 * thread-safe.
 */
final class RequestReader {

  private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);
  private static final int STRETCHES_PER_PASS = 25;
  private static final long BLOCKS_BETWEEN_SAVES = 100;

  private final SubchainGateway gateway;
  private final GatewayJournal journal;
  private final GatewayMetrics metrics;
  private final long fromBlock;
  private Optional<Position> position = Optional.empty();
  private long savedBlock;
  private volatile long chainTime = -1;
  private volatile long behind;

  RequestReader(
      SubchainGateway gateway, GatewayJournal journal, GatewayMetrics metrics, long fromBlock) {
    this.gateway = gateway;
    this.journal = journal;
    this.metrics = metrics;
    this.fromBlock = fromBlock;
  }

  /** Takes in what is new; much at once is taken in over several passes. */
  void read() {
    if (position.isEmpty()) {
      position = journal.position();
      position.ifPresent(found -> savedBlock = found.nextBlock());
    }
    for (int i = 0; i < STRETCHES_PER_PASS; i++) {
      Position before = position.orElse(new Position(fromBlock, 0, -1));
      GatewayRequests page = gateway.requests(before.nextBlock(), before.lastNumber());
      take(before, page);
      chainTime = page.time();
      behind = Math.max(0, page.newestBlock() - page.throughBlock());
      if (page.throughBlock() >= page.newestBlock()) {
        return;
      }
    }
  }

  private void take(Position before, GatewayRequests page) {
    boolean first = position.isEmpty() || before.isDoubtful();
    long last =
        page.requests().isEmpty() ? before.lastNumber() : page.requests().getLast().number();
    Position after =
        new Position(
            Math.max(before.nextBlock(), page.throughBlock() + 1),
            last,
            first ? page.lastNumber() : before.knownFrom());
    if (first
        || !page.requests().isEmpty()
        || after.nextBlock() - savedBlock >= BLOCKS_BETWEEN_SAVES) {
      journal.advance(after, page);
      savedBlock = after.nextBlock();
    }
    if (!page.requests().isEmpty()) {
      LOG.info("{} requests up to number {} are new", page.requests().size(), last);
      metrics.seen(page.requests().size());
    }
    position = Optional.of(after);
  }

  /** How many final blocks have not been read to the end. */
  long behind() {
    return behind;
  }

  /** The subchain's time at its newest final block; -1 before it was heard of. */
  long chainTime() {
    return chainTime;
  }

  /**
   * Whether a request may have been carried without this journal's knowing it: its memory was lost,
   * or it is an old copy.
   */
  boolean mayBeCarriedAlready(long number) {
    return position.map(Position::knownFrom).filter(known -> number <= known).isPresent();
  }
}
