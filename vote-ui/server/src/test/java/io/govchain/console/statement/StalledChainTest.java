package io.govchain.console.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.world.Statement;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.Paths;
import io.govchain.service.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While no block is made, what people say is dated by the console's clock, and counts once. */
class StalledChainTest extends OnAGovernedChain {
  private static final String ACTION = "acknowledge-alert";
  private static final SigningKey GOVERNOR = GovernedChain.key("court/governor");

  private ConsoleStore store;
  private long lastBlock;

  @BeforeEach
  void openStore() {
    store = Indexed.open(chain.chain(), folder.resolve("nonces.db"));
    lastBlock = chain.chain().blockTime();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void shouldTakeAStatementDatedByItsClock_whenTheChainHasStoodStillForADay() throws Exception {
    for (Duration stalled : new Duration[] {Duration.ofMinutes(61), Duration.ofDays(2)}) {
      Statements statements = after(stalled);
      SignedStatement said = signed(statements.now());
      assertThat(require(statements, said).address()).isEqualTo(GOVERNOR.address());
      assertThatThrownBy(() -> require(statements, said))
          .isInstanceOfSatisfying(ProblemException.class, this::replayed);
    }
  }

  @Test
  void shouldRefuseAStatementDatedByTheChain_whenItHasStoodStillForAnHour() throws Exception {
    SignedStatement said = signed(lastBlock);
    assertThatThrownBy(() -> require(after(Duration.ofMinutes(61)), said))
        .isInstanceOfSatisfying(
            ProblemException.class,
            stale -> assertThat(stale.problem().code()).isEqualTo("statement-stale"));
  }

  private static Signatory require(Statements statements, SignedStatement said) {
    return statements.require(said, ACTION, "7", Paths.id("court"), Set.of(Account.Role.GOVERNOR));
  }

  private void replayed(ProblemException refused) {
    assertThat(refused.problem().code()).isEqualTo("statement-replayed");
  }

  private Statements after(Duration stalled) {
    Instant now = Instant.ofEpochSecond(lastBlock).plus(stalled);
    return new Statements(chain.chain(), store.nonces(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private SignedStatement signed(long time) throws IOException {
    String json =
        Statement.to("https://console.example", GOVERNOR, ACTION, "7", "seen")
            .at(time)
            .signed(GOVERNOR, GovernedChain.CHAIN_ID);
    return SignedStatement.of(new ObjectMapper().readTree(json));
  }
}
