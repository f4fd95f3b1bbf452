package io.govchain.testnet.endtoend;

import io.govchain.amdp.ApplicationCall;
import io.govchain.testnet.consortium.ProxyProcess;
import io.govchain.testnet.endtoend.Boundary.Party;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code kill -9} of one party at one boundary of one call. */
record Kill(Party party, Boundary boundary) {
  private static final Logger LOG = LoggerFactory.getLogger(Kill.class);
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final int KILLED = 128 + 9;

  /** Hands the call in, and kills the party in it. */
  void happen(BrokenWorld world, ApplicationCall call) throws Exception {
    happen(world, call.transaction(), () -> world.handIn(call));
  }

  /**
   * Has somebody do what leads to the boundary, kills the party where that is reached, starts it
   * again, and returns when it is ready and the deed is done. The boundary's state is found on the
   * dead party's disk.
   *
   * @param deed goes on through the kill, as whoever does it would
   */
  void happen(BrokenWorld world, String transaction, Runnable deed) throws Exception {
    ProxyProcess victim = world.proxy(party);
    LOG.info("{} in {}", this, transaction);
    try (Ambush ambush = Ambush.lay(victim, world.debuggerPort(party), boundary.place)) {
      Thread doer = Thread.ofPlatform().start(deed);
      ambush.killWhen(toString(), () -> isReached(world, transaction), PATIENCE);
      if (victim.process().exitCode().orElse(0) != KILLED || !isReached(world, transaction)) {
        throw new IllegalStateException(
            "%s: expected the boundary on the disk of a process that was killed, actual exit code %s"
                .formatted(this, victim.process().exitCode()));
      }
      LOG.info("{} is killed", this);
      victim.start();
      victim.awaitReady();
      doer.join();
      LOG.info("{} is back", this);
    }
  }

  private boolean isReached(BrokenWorld world, String transaction) {
    return new JournalFile(world.proxy(party).database())
        .rows(boundary.query, transaction).stream().anyMatch(row -> happenedOutside(world, row));
  }

  private boolean happenedOutside(BrokenWorld world, List<String> row) {
    return switch (boundary.beyond) {
      case NOTHING -> true;
      case ON_SUBCHAIN -> {
        var chain = party.isRegistrys() ? world.world.registryChain : world.world.courtChain;
        yield chain.client().receipt(row.getFirst()).isPresent();
      }
      case ON_GOVERNANCE -> world.world.consortium.client().receipt(row.getFirst()).isPresent();
      case RECEIVED -> hasReceived(world, row.get(0), row.get(1));
      case TOLD -> world.world.told.hasByWebhook(Long.parseLong(row.getFirst()));
    };
  }

  private static boolean hasReceived(BrokenWorld world, String destination, String message) {
    return world.world.consortium.proxies().stream()
        .filter(proxy -> proxy.path().equals(destination))
        .map(proxy -> new JournalFile(proxy.database()))
        .anyMatch(
            journal ->
                !journal.rows("SELECT 1 FROM inbox WHERE message_id = ?1", message).isEmpty());
  }
}
