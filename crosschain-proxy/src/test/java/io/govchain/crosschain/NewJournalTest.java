package io.govchain.crosschain;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.fixture.CatchingUpNode;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.service.tls.MutualTls;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal begins at the head of the chain: what was opened before, a former life may have acted
 * on.
 */
class NewJournalTest {
  @TempDir Path folder;
  private Consortium consortium;
  private Premises premises;
  private CatchingUpNode node;
  private final Set<AutoCloseable> running = new HashSet<>();

  @BeforeEach
  void start() throws Exception {
    consortium = Consortium.start(folder);
    premises = new Premises(folder);
    MutualTls subchainProxy = premises.certificate("subchain");
    consortium.move(Premises.SELF, premises.endpoint(), premises.fingerprint().value());
    consortium.move(
        "registry/subchain", "https://127.0.0.1:1", subchainProxy.fingerprint().value());
    consortium.anvil().mineByItself();
    node = CatchingUpNode.before(consortium.anvil().rpc());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable proxy : running) {
      proxy.close();
    }
    node.close();
    consortium.close();
  }

  @Test
  void shouldWaitToBeBorn_whenTheNodeIsCatchingUp() throws Exception {
    running.add(Composition.start(premises.config(node.rpc(), "proxy.db")));

    eventually(
        "it says why it does not begin",
        () -> premises.manage("/health/ready").text().contains("this journal begins at"));
    assertThat(premises.manage("/health/ready").status()).isEqualTo(503);

    node.caughtUp();
    eventually("it begins", () -> premises.manage("/health/ready").status() == 200);
  }

  @Test
  void shouldGoOn_whenItsJournalWasBornBefore() throws Exception {
    AutoCloseable first = Composition.start(premises.config(consortium.anvil().rpc(), "proxy.db"));
    eventually("it is ready", () -> premises.manage("/health/ready").status() == 200);
    first.close();

    running.add(Composition.start(premises.config(node.rpc(), "proxy.db")));

    eventually("it begins", () -> premises.manage("/health/ready").status() == 200);
  }
}
