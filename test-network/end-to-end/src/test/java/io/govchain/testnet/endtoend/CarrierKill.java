package io.govchain.testnet.endtoend;

import io.govchain.testnet.consortium.ProxyProcess;
import io.govchain.testnet.endtoend.Boundary.Beyond;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code kill -9} of a proxy that carries a gateway's calls, at one boundary of one of them. */
record CarrierKill(Boundary boundary) {
  private static final Logger LOG = LoggerFactory.getLogger(CarrierKill.class);
  private static final Duration PATIENCE = Duration.ofSeconds(80);
  private static final int KILLED = 128 + 9;

  /**
   * Has a contract share a document, kills the proxy where the boundary is reached, and starts it
   * again. The boundary's state is found on the dead proxy's disk.
   */
  void happen(Modes modes, String digest) throws Exception {
    ProxyProcess victim = modes.east.subchainProxy();
    try (Ambush ambush = Ambush.lay(victim, modes.debuggerPort(), boundary.place)) {
      Thread contract = Thread.ofPlatform().start(() -> modes.share(modes.sharing, digest));
      ambush.killWhen(toString(), () -> isReached(modes, digest), PATIENCE);
      if (victim.process().exitCode().orElse(0) != KILLED || !isReached(modes, digest)) {
        throw new IllegalStateException(
            "%s: expected the boundary on the disk of a process that was killed, actual exit code %s"
                .formatted(this, victim.process().exitCode()));
      }
      LOG.info("{} is killed", this);
      victim.start();
      victim.awaitReady();
      contract.join();
    }
  }

  private boolean isReached(Modes modes, String digest) {
    return new JournalFile(modes.east.subchainProxy().database())
        .rows(boundary.query, digest.substring(2)).stream()
            .anyMatch(row -> happenedOutside(modes, row));
  }

  private boolean happenedOutside(Modes modes, List<String> row) {
    return boundary.beyond != Beyond.ON_SUBCHAIN
        || modes.eastCity.client().receipt(row.getFirst()).isPresent();
  }
}
