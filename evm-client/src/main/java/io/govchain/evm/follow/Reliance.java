package io.govchain.evm.follow;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether what a node shows may be judged by: one of the governance chain that has not caught up
 * shows as open what has ended since, and as active what was frozen. Pure.
 */
public final class Reliance {
  /** So many missing blocks are borne. */
  public static final long BLOCKS_BEHIND = 5;

  private static final Duration SILENCE = Duration.ofSeconds(15);

  private Reliance() {}

  /**
   * Why a node's newest block is an old one, before the node is followed; empty where nothing says
   * so.
   *
   * @param newest number of the node's newest block
   * @param seenBefore number of the newest block that was ever seen; -1 where none is known
   */
  public static Optional<String> beforeFollowing(long newest, long seenBefore) {
    return seenBefore - newest > BLOCKS_BEHIND
        ? Optional.of(
            "its node has blocks up to %d, this proxy saw block %d before"
                .formatted(newest, seenBefore))
        : Optional.empty();
  }

  /** Why a node that is followed must not be relied on now; empty where nothing says so. */
  public static Optional<String> whileFollowing(FollowerStatus status) {
    if (status.lastBlock().isEmpty()) {
      return Optional.of("no block seen yet" + status.problem().map(": "::concat).orElse(""));
    }
    if (!status.heardWithin(SILENCE)) {
      return Optional.of(
          "silent for more than %d seconds%s"
              .formatted(SILENCE.toSeconds(), status.problem().map("; "::concat).orElse("")));
    }
    Optional<String> setBack = setBack(status);
    if (setBack.isPresent()) {
      return setBack;
    }
    long behind = status.head().orElse(0) - status.lastBlock().getAsLong();
    return behind > BLOCKS_BEHIND
        ? Optional.of("%d blocks behind".formatted(behind))
        : Optional.empty();
  }

  /**
   * Why a node that is followed has an old state: it lacks what it had; empty where it does not.
   */
  public static Optional<String> setBack(FollowerStatus status) {
    return status.setBack() > BLOCKS_BEHIND
        ? Optional.of(
            "its node is %d blocks behind what it told before".formatted(status.setBack()))
        : Optional.empty();
  }

  /**
   * What people should know where a node lacks some of what it told before, few enough to be borne:
   * nothing is read from an older state than was seen or shown, so readers may wait for these
   * blocks. One of several nodes behind one address may lag for a moment; a development chain that
   * was put back makes no blocks while nothing happens.
   */
  public static Optional<String> lacking(FollowerStatus status) {
    return status.setBack() > 0
        ? Optional.of(
            "its node lacks %d of the blocks that it told of before, up to %d: what is read may wait until it has them"
                .formatted(status.setBack(), status.lastBlock().orElseThrow()))
        : Optional.empty();
  }

  /**
   * What it means that a node says that it is catching up; nothing where few blocks are missing,
   * since some nodes say so, too, while they index what they have.
   *
   * @param has number of the newest block that it has
   * @param knows number of the newest block that it knows of
   */
  public static Optional<String> catchingUp(long has, long knows) {
    return knows - has > BLOCKS_BEHIND
        ? Optional.of("its node is catching up: at block %d of %d".formatted(has, knows))
        : Optional.empty();
  }
}
