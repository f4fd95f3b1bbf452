package io.govchain.simulation.mutation;

import io.govchain.evm.follow.FollowerStatus;
import java.util.List;
import java.util.Optional;

/** Nodes that are believed though they have not caught up. */
final class Lagging {
  private Lagging() {}

  static List<Mutant> all() {
    return List.of(
        new BelievesANodeThatCatchesUp(),
        new ForgetsWhatItSawBefore(),
        new ReadsWhateverStateIsShown());
  }

  record BelievesANodeThatCatchesUp() implements Mutant {
    @Override
    public String mistake() {
      return "does not mind that its node says that it is catching up";
    }

    @Override
    public Optional<String> catchingUp(long has, long knows) {
      return Optional.empty();
    }
  }

  record ForgetsWhatItSawBefore() implements Mutant {
    @Override
    public String mistake() {
      return "does not mind that its node has less than it saw before its restart";
    }

    @Override
    public Optional<String> beforeFollowing(long newest, long seenBefore) {
      return Optional.empty();
    }
  }

  /** Both guards are dropped: each of them holds what the other lets through. */
  record ReadsWhateverStateIsShown() implements Mutant {
    @Override
    public String mistake() {
      return "does not mind that its node was put back while it ran";
    }

    @Override
    public Optional<String> whileFollowing(FollowerStatus status) {
      return Optional.empty();
    }

    @Override
    public long newestSeen(long seen) {
      return -1;
    }
  }
}
