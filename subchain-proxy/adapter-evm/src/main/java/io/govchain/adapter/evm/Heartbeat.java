package io.govchain.adapter.evm;

import io.govchain.adapter.AdapterHealth;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.follow.BlockFollower;
import io.govchain.evm.follow.BlockListener;
import io.govchain.evm.follow.FollowerSettings;
import io.govchain.evm.follow.FollowerStatus;
import io.govchain.evm.follow.Reliance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows the chain's newest blocks, so that receipts are learned as blocks come and the chain's
 * health is known without asking. Starts when the chain first answers.
 */
final class Heartbeat implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final long RETRY_MILLIS = 500;

  private final EvmClient client;
  private final EvmWrites writes;
  private final CountDownLatch closing = new CountDownLatch(1);
  private boolean started;
  private volatile BlockFollower follower;
  private volatile String problem = "not asked yet";

  Heartbeat(EvmClient client, EvmWrites writes) {
    this.client = client;
    this.writes = writes;
  }

  /** Doing it twice changes nothing. */
  synchronized void start() {
    if (!started) {
      started = true;
      Thread.ofVirtual().name("evm-heartbeat").start(this::untilTheChainAnswers);
    }
  }

  private void untilTheChainAnswers() {
    try {
      do {
        try {
          begin(client.latestHeader().number());
          return;
        } catch (RuntimeException | Error failure) {
          problem = failure instanceof EvmException ? failure.getMessage() : failure.toString();
        }
      } while (!closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void begin(long block) {
    if (closing.getCount() > 0) {
      BlockListener listener =
          new BlockListener() {
            @Override
            public void onBlock(FollowedBlock next) {
              writes.onBlock(next);
            }

            @Override
            public void onReorg(long lastCommonBlock) {
              writes.onReorg(lastCommonBlock);
            }
          };
      follower = BlockFollower.follow(client, block, listener, FollowerSettings.defaults());
    }
  }

  AdapterHealth health() {
    start();
    BlockFollower running = follower;
    String place = client.endpoint().display();
    if (running == null) {
      return new AdapterHealth(false, -1, writes.unfinished(), place + ": " + problem);
    }
    FollowerStatus status = running.status();
    boolean recent = status.heardWithin(SILENCE);
    Optional<String> behind = recent ? behind(status) : Optional.empty();
    String detail =
        behind
            .or(status::problem)
            .or(() -> Reliance.lacking(status))
            .map(text -> place + ": " + text)
            .orElse(place);
    return new AdapterHealth(
        recent && behind.isEmpty(), status.head().orElse(-1), writes.unfinished(), detail);
  }

  private Optional<String> behind(FollowerStatus status) {
    Optional<String> setBack = Reliance.setBack(status);
    if (setBack.isPresent()) {
      return setBack;
    }
    try {
      return writes.caughtUp().behind();
    } catch (EvmException silent) {
      return Optional.of(silent.getMessage());
    }
  }

  @Override
  public void close() {
    BlockFollower running;
    synchronized (this) {
      closing.countDown();
      running = follower;
    }
    if (running != null) {
      running.close();
    }
  }
}
