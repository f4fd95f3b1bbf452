package io.govchain.evm.follow;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every block of a chain to a listener, exactly in order and without gaps, from a given
 * number on and for as long as it is open. Blocks are fetched by number: a WebSocket, where there
 * is one, only says when to look, so that nothing depends on its staying up.
 */
public final class BlockFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BlockFollower.class);

  private final EvmClient client;
  private final BlockListener listener;
  private final FollowerSettings settings;
  private final Optional<NewHeadNotices> notices;
  private final RecentHashes recent;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;

  /** How many blocks to ask for at once; fewer after an answer that was too long. */
  private int batch;

  private volatile boolean closed;
  private volatile long next;
  private volatile long last = -1;
  private volatile long head = -1;
  private volatile Optional<Long> answeredAt = Optional.empty();
  private volatile String problem;

  private BlockFollower(
      EvmClient client, long fromBlock, BlockListener listener, FollowerSettings settings) {
    this.client = client;
    this.next = fromBlock;
    this.listener = listener;
    this.settings = settings;
    this.batch = settings.batch();
    this.recent = new RecentHashes(settings.remembered());
    this.notices =
        client.endpoint().ws().map(uri -> new NewHeadNotices(uri, settings, wake::release));
    this.thread =
        Thread.ofVirtual().name("follow-" + client.endpoint().display()).unstarted(this::run);
  }

  /**
   * Starts to follow: the first block handed over is {@code fromBlock}, also if the chain has yet
   * to get there.
   */
  public static BlockFollower follow(
      EvmClient client, long fromBlock, BlockListener listener, FollowerSettings settings) {
    if (fromBlock < 0) {
      throw new IllegalArgumentException("follower: block " + fromBlock + " does not exist");
    }
    BlockFollower follower = new BlockFollower(client, fromBlock, listener, settings);
    follower.notices.ifPresent(NewHeadNotices::start);
    follower.thread.start();
    return follower;
  }

  /** Where it stands now. */
  public FollowerStatus status() {
    return new FollowerStatus(
        last < 0 ? OptionalLong.empty() : OptionalLong.of(last),
        head < 0 ? OptionalLong.empty() : OptionalLong.of(head),
        answeredAt.map(at -> Duration.ofNanos(System.nanoTime() - at)),
        notices.map(NewHeadNotices::connected).orElse(false),
        Optional.ofNullable(problem));
  }

  private void run() {
    int failures = 0;
    while (!closed) {
      try {
        advance();
        failures = 0;
        problem = null;
      } catch (EvmException e) {
        failures++;
        note(e.getMessage(), failures, e);
      } catch (Throwable e) { // An Error, too, must not end this thread without a word.
        failures++;
        note("the listener failed at block " + next + ": " + e, failures, e);
      }
      pause(failures);
    }
  }

  private void advance() {
    BlockHeader newest = client.latestHeader();
    head = newest.number();
    answeredAt = Optional.of(System.nanoTime());
    if (recent.contradicts(newest.number(), newest.hash())) {
      rewind(newest.number() - 1);
    }
    while (!closed && next <= head) {
      List<FollowedBlock> blocks = fetch((int) Math.min(batch, head - next + 1));
      if (blocks.isEmpty()) {
        return;
      }
      for (FollowedBlock block : blocks) {
        if (closed || !handOver(block)) {
          break;
        }
      }
    }
  }

  /**
   * Full blocks can make an answer longer than is taken, or than a node gives. Asking for the same
   * again would never end: fewer blocks are asked for, and then slowly more.
   */
  private List<FollowedBlock> fetch(int count) {
    int asked = count;
    while (true) {
      try {
        List<FollowedBlock> blocks = client.blocksWithReceipts(next, asked);
        batch = Math.min(settings.batch(), Math.max(batch, asked) + 1);
        return blocks;
      } catch (EvmException e) {
        boolean hopeless = asked == 1 || e instanceof EvmException.ChainUnreachable;
        asked = Math.max(1, asked / 2);
        batch = asked;
        if (hopeless || closed) {
          throw e;
        }
      }
    }
  }

  /**
   * False if the block does not continue what was handed over; then the follower has been rewound.
   */
  private boolean handOver(FollowedBlock block) {
    if (recent.contradicts(block.number() - 1, block.header().parentHash())) {
      rewind(block.number() - 2);
      return false;
    }
    if (block.number() != next) {
      throw new EvmException.ResponseRefused(
          "asked for block " + next + ", the node sent " + block.number(), null);
    }
    listener.onBlock(block);
    recent.add(block.number(), block.header().hash());
    last = block.number();
    next = block.number() + 1;
    return true;
  }

  /**
   * Finds the last block that the chain still has, at or below this number, and goes on after it.
   */
  private void rewind(long from) {
    long common = from;
    while (recent.of(common).isPresent()) {
      Optional<BlockHeader> header = client.header(common);
      if (header.isPresent() && !recent.contradicts(common, header.get().hash())) {
        break;
      }
      common--;
    }
    if (recent.of(common).isEmpty()) {
      LOG.error(
          "chain {} was reorganised deeper than the {} blocks remembered, below block {}",
          client.endpoint().display(),
          settings.remembered(),
          recent.oldest());
    }
    LOG.warn(
        "chain {} was reorganised: blocks {} to {} are void",
        client.endpoint().display(),
        common + 1,
        next - 1);
    listener.onReorg(common);
    recent.forgetAbove(common);
    last = common;
    next = common + 1;
  }

  /** Once per standstill; an unreachable chain needs no stack trace. */
  private void note(String what, int failures, Throwable cause) {
    problem = what;
    if (failures > 1) {
      return;
    }
    if (cause instanceof EvmException) {
      LOG.warn("following chain {} is held up: {}", client.endpoint().display(), what);
    } else {
      LOG.error("following chain {} is held up: {}", client.endpoint().display(), what, cause);
    }
  }

  private void pause(int failures) {
    boolean noticed = notices.map(NewHeadNotices::connected).orElse(false);
    Duration pause = noticed ? settings.pollWithNotices() : settings.poll();
    long millis = pause.toMillis();
    if (failures > 0) {
      millis =
          Math.min(
              settings.poll().toMillis() << Math.min(failures, 10), settings.maxPause().toMillis());
    }
    try {
      if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /**
   * Ends; the listener gets no further block once this returns, unless it is called from the
   * listener itself.
   */
  @Override
  public void close() {
    closed = true;
    wake.release();
    notices.ifPresent(NewHeadNotices::close);
    if (Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
