package io.govchain.crosschain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.crosschain.effects.Settlements;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.plan.Plans;
import io.govchain.evm.EvmClient;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.GovernanceCalls;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.sending.PreparedTransactionTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two institutions open the id of a third one's call with a plan of theirs. */
class ForeignOpeningTest {
  private static final String SELF = "court/crosschain";

  @TempDir Path folder;

  @Test
  void shouldRejectTheCallAtOnce_whenStrangersOpenItsId() {
    try (Consortium consortium = Consortium.start(folder);
        Database database =
            Database.open(
                folder.resolve("journal.db"),
                Journal.SCHEMA,
                DatabaseSettings.standard(),
                new SimpleMeterRegistry())) {
      Journal journal = new Journal(database, new Engine(Policy.STANDARD));
      GovernanceCache registry = new GovernanceCache(consortium.chain());
      ApplicationCall theirs = Calls.twoWrites(consortium.chain(), 3_600);
      long now = consortium.chain().blockTime();
      Plan plan =
          new Plan(
              theirs.transaction(),
              SELF,
              SELF,
              now + 3_600,
              List.of(new PlanStep("court/to-bank", 9, true, SELF, "bank/crosschain")));
      journal.step(plan.transaction(), new Input.CallForwarded(plan, now)).join();

      consortium.act(
          "registry/crosschain",
          GovernanceCalls.record(
              List.of(
                  new Plans(registry, "registry/crosschain").opening(theirs.call()).orElseThrow()),
              List.of()));
      follow(consortium, database, journal, registry);

      assertThat(journal.transactions().find(plan.transaction()).orElseThrow().status())
          .isEqualTo(ApplicationStatus.Rejected);
    }
  }

  private static void follow(
      Consortium consortium, Database database, Journal journal, GovernanceCache registry) {
    EvmClient client = consortium.anvil().client();
    SigningKey key = Anvil.key(SELF);
    try (TransactionSender sender =
        new TransactionSender(
            client, key, new PreparedTransactionTable(database), SenderSettings.zeroFee())) {
      GovernanceFollower follower =
          new GovernanceFollower(
              journal,
              registry,
              sender,
              new Plans(registry, SELF),
              SELF,
              key.address(),
              new PreparedTransactionTable(database)::holds,
              0,
              stepped -> {},
              () -> {},
              failed -> {},
              new Settlements(database));
      follower.onBlock(consortium.block(client.latestHeader().number()));
    }
  }
}
