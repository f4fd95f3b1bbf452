package io.govchain.crosschain;

import io.govchain.crosschain.conversation.Correspondence;
import io.govchain.crosschain.conversation.RegisteredCertificates;
import io.govchain.crosschain.effects.LocalEffects;
import io.govchain.crosschain.effects.Settlements;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.follow.GovernanceFollower;
import io.govchain.crosschain.follow.Pace;
import io.govchain.crosschain.follow.Registration;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.plan.Plans;
import io.govchain.crosschain.recorder.Recorder;
import io.govchain.crosschain.sweep.Sweeper;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.follow.BlockFollower;
import io.govchain.evm.follow.BlockListener;
import io.govchain.evm.follow.FollowerSettings;
import io.govchain.evm.follow.FollowerStatus;
import io.govchain.evm.follow.Reliance;
import io.govchain.evm.follow.Syncing;
import io.govchain.evm.send.TransactionSender;
import io.govchain.governance.GovernanceCache;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.http.Problem;
import io.govchain.service.messaging.Intake;
import io.govchain.service.messaging.MessageHandler;
import io.govchain.service.messaging.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the proxy's work once the governance chain answers, however long that takes; until then
 * health says why, and messages are put off.
 */
final class Life implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Life.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /** Nodes behind one address may be a few blocks apart. */
  private static final long SET_BACK = 5;

  private final String self;
  private final String account;
  private final BiPredicate<String, String> signed;
  private final EvmClient client;
  private final Syncing syncing;
  private final GovernanceCache registry;
  private final RegisteredCertificates certificates;
  private final Pace pace;
  private final Journal journal;
  private final Birth birth;
  private final TransactionSender sender;
  private final Plans plans;
  private final Recorder recorder;
  private final LocalEffects effects;
  private final Outbox outbox;
  private final Correspondence correspondence;
  private final Driver driver;
  private final Sweeper sweeper;
  private final Settlements settlements;
  private final Thread starter = Thread.ofVirtual().name("begin").unstarted(this::untilBegun);
  private volatile BlockFollower follower;
  private volatile boolean alive;
  private volatile boolean closed;
  private volatile String problem = "not begun yet";

  Life(
      String self,
      String account,
      BiPredicate<String, String> signed,
      EvmClient client,
      GovernanceCache registry,
      RegisteredCertificates certificates,
      Pace pace,
      Journal journal,
      Birth birth,
      TransactionSender sender,
      Plans plans,
      Recorder recorder,
      LocalEffects effects,
      Outbox outbox,
      Correspondence correspondence,
      Driver driver,
      Sweeper sweeper,
      Settlements settlements) {
    this.self = self;
    this.account = account;
    this.signed = signed;
    this.client = client;
    this.syncing = new Syncing(client);
    this.registry = registry;
    this.certificates = certificates;
    this.pace = pace;
    this.journal = journal;
    this.birth = birth;
    this.sender = sender;
    this.plans = plans;
    this.recorder = recorder;
    this.effects = effects;
    this.outbox = outbox;
    this.correspondence = correspondence;
    this.driver = driver;
    this.sweeper = sweeper;
    this.settlements = settlements;
  }

  void begin() {
    starter.start();
  }

  /**
   * Puts messages off until this proxy knows where the governance chain stands, and while it has
   * not heard of it: a key that was revoked meanwhile must not be believed (I5).
   */
  MessageHandler whileFollowing(MessageHandler handler) {
    return (envelope, caller) -> {
      if (!alive) {
        return new Intake.Defer(
            Problem.of("not-ready", 503, "the governance chain is not followed yet"), RETRY);
      }
      return isSilent()
          ? new Intake.Defer(
              Problem.of("governance-unavailable", 503, "the governance chain is silent")
                  .expected(
                      "an answer within " + SILENCE.toSeconds() + " seconds, of its newest state"),
              RETRY)
          : handler.judge(envelope, caller);
    };
  }

  /** Also where the node tells of old states only: they may know keys that were revoked since. */
  private boolean isSilent() {
    BlockFollower running = follower;
    return running == null
        || !running.status().heardWithin(SILENCE)
        || running.status().setBack() > SET_BACK;
  }

  /** Empty while the governance chain is followed without trouble. */
  String problem() {
    BlockFollower running = follower;
    Optional<String> held =
        running == null ? Optional.empty() : running.status().problem().or(this::setBack);
    return held.orElse(alive ? "" : problem);
  }

  private Optional<String> setBack() {
    long blocks = follower.status().setBack();
    return blocks > SET_BACK
        ? Optional.of("the node is %d blocks behind what it told before".formatted(blocks))
        : Optional.empty();
  }

  /** Whether what the chain says is known here, but for a block or two. */
  boolean isCaughtUp() {
    return alive && !isSilent() && lag() <= 1;
  }

  /** More is registered than is held in memory. */
  Optional<String> crowding() {
    return certificates.crowding();
  }

  /** How many blocks the governance chain's node lacks of those that it told of before. */
  long setBackBlocks() {
    return status().map(FollowerStatus::setBack).orElse(0L);
  }

  /** What people should know of that. */
  Optional<String> lacking() {
    return status().flatMap(Reliance::lacking);
  }

  private Optional<FollowerStatus> status() {
    return Optional.ofNullable(follower).map(BlockFollower::status);
  }

  /** How many blocks of the governance chain are not taken in yet. */
  long lag() {
    BlockFollower running = follower;
    if (running == null) {
      return -1;
    }
    FollowerStatus status = running.status();
    return status.head().orElse(0) - status.lastBlock().orElse(status.head().orElse(0));
  }

  private void untilBegun() {
    while (!closed) {
      try {
        beginOnce();
        return;
      } catch (EvmException unreachable) {
        problem = unreachable.getMessage();
      } catch (DatabaseException | CompletionException unusable) {
        problem = String.valueOf(unusable.getMessage());
      } catch (RuntimeException | Error defect) {
        problem = "internal error: " + defect;
        LOG.error("could not begin", defect);
      }
      LOG.warn("not begun yet: {}", problem);
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  /** What may fail comes first, so that nothing is begun twice. */
  private void beginOnce() {
    requireHeadToBeBornAt();
    long head = client.latestHeader().number();
    long bornAt = birth.at(head);
    OptionalLong last = journal.lastBlock();
    requireNotSetBack(head, last);
    long from =
        last.isPresent()
            ? last.getAsLong() + 1
            : Registration.block(client, self, head).orElse(bornAt);
    if (from > head) {
      FollowedBlock known = client.blocksWithReceipts(head, 1).getFirst();
      registry.onBlock(known);
      certificates.onBlock(known);
    }
    effects.resume();
    outbox.start();
    correspondence.resume();
    sender.resume();
    recorder.start();
    problem = "the governance chain is being followed up to block " + head;
    follower =
        BlockFollower.follow(client, from, listener(head, bornAt), FollowerSettings.defaults());
    LOG.info("{} follows the governance chain from block {}, head {}", self, from, head);
    if (from > head) {
      takeUp();
    }
    if (closed) {
      follower.close();
    }
  }

  /**
   * A node that is catching up does not know where the chain stands. Born there, this life would
   * take what was opened since for new, though a former one may have acted on it (I2, I7).
   */
  private void requireHeadToBeBornAt() {
    Optional<String> catchingUp = birth.isToCome() ? syncing.problem() : Optional.empty();
    if (catchingUp.isPresent()) {
      throw new EvmException.ResponseRefused(
          "expected a node that has caught up, since this journal begins at its newest block; actual: "
              + catchingUp.get(),
          null);
    }
  }

  /** Old states may know keys that were revoked since, and not know what this journal has seen. */
  private static void requireNotSetBack(long head, OptionalLong last) {
    if (last.isPresent() && last.getAsLong() - head > SET_BACK) {
      throw new EvmException.ResponseRefused(
          "expected a node with block %d, which this journal has taken in; actual newest block %d: it lags, or is of another chain"
              .formatted(last.getAsLong(), head),
          null);
    }
  }

  private BlockListener listener(long headAtStart, long bornAt) {
    GovernanceFollower follow =
        new GovernanceFollower(
            journal,
            registry,
            sender,
            plans,
            self,
            account,
            signed,
            bornAt,
            driver::setOff,
            recorder::wake,
            failed ->
                sweeper.poisoned(
                    failed.input().transaction(),
                    failed.input().input().toString(),
                    failed.cause()),
            settlements);
    return new BlockListener() {
      @Override
      public void onBlock(FollowedBlock block) {
        certificates.onBlock(block);
        pace.onBlock(block.header().timestamp());
        follow.onBlock(block);
        if (!alive && block.number() >= headAtStart) {
          takeUp();
        }
      }

      @Override
      public void onReorg(long lastCommonBlock) {
        registry.clear();
        certificates.onReorg();
        pace.onReorg();
        sender.onReorg(lastCommonBlock);
      }
    };
  }

  /**
   * Everything that was decided while this proxy was away is known now, also by an empty journal.
   */
  private void takeUp() {
    List<String> unfinished = journal.transactions().unfinished();
    alive = true;
    unfinished.forEach(transaction -> driver.later(transaction, new Input.Restarted()));
    LOG.info("takes messages; {} transactions were unfinished", unfinished.size());
  }

  @Override
  public void close() {
    closed = true;
    starter.interrupt();
    BlockFollower running = follower;
    if (running != null) {
      running.close();
    }
  }
}
