package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.console.world.Answer;
import io.govchain.console.world.ConsoleWorld;
import io.govchain.console.world.Contract;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Ballot;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Institution;
import io.govchain.governance.Proposal;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.Awaiting;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ballots that voters sign and the console sends, on a real chain. */
class RelayedBallotTest {
  private static final int FORGERS = 9;
  private static ConsoleWorld world;
  private static GovernanceChain chain;

  @BeforeAll
  static void found(@TempDir Path home) {
    world = ConsoleWorld.start(home, "limits: {requestsPerSecond: 1000000, burst: 1000000}\n");
    chain = world.consortium.chain();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @Test
  void shouldCountOnce_whenTheSameBallotIsSentAgainAndAgain() throws Exception {
    String order = propose("once");
    Ballot ballot = ballot("court", order, WorkOrder.Vote.FOR);
    Set<String> hashes = new HashSet<>();
    List<Callable<Answer>> many =
        List.of(() -> send(ballot), () -> send(ballot), () -> send(ballot));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(many)) {
        Answer answer = each.get();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        hashes.add(answer.json().path("transactionHash").asText());
      }
    }
    assertThat(hashes).hasSize(1);
    Answer first = send(ballot);
    Answer second = send(ballot);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(new Contract().complaint("/v1/relay/votes", "post", first)).isEmpty();
    assertThat(second.json().path("transactionHash"))
        .isEqualTo(first.json().path("transactionHash"));
    assertThat(chain.workOrder(order).orElseThrow().forVotes()).isEqualTo(1);
    assertThat(chain.vote(order, "court")).contains(WorkOrder.Vote.FOR);
    assertThat(chain.members().voteNonce(ballot.voter()))
        .isEqualTo(ballot.nonce().add(BigInteger.ONE));
  }

  @Test
  void shouldRefuse_whenTheInstitutionHasVoted() {
    String order = propose("voted before");
    account("archive").send(GovernanceCalls.vote(order, WorkOrder.Vote.AGAINST));
    refused(send(ballot("archive", order, WorkOrder.Vote.FOR)), 409, "already-voted");
    assertThat(chain.vote(order, "archive")).contains(WorkOrder.Vote.AGAINST);
  }

  @Test
  void shouldRefuse_whenSomebodyElseSigned() {
    String order = propose("forged");
    refused(send(forged(order, "court", "archive")), 403, "signature-refused");
    assertThat(chain.vote(order, "court")).isEmpty();
  }

  @Test
  void shouldCountTheVoters_whenForgeriesOfHerBallotKeepComing() throws Exception {
    List<String> orders =
        List.of(propose("besieged 1"), propose("besieged 2"), propose("besieged 3"));
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch besieged = new CountDownLatch(FORGERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> forgers = new ArrayList<>();
      for (int i = 0; i < FORGERS; i++) {
        String order = orders.get(i % orders.size());
        forgers.add(
            threads.submit(
                () -> {
                  Ballot junk = forged(order, "court", "archive");
                  do {
                    refused(send(junk), 403, "signature-refused");
                    besieged.countDown();
                  } while (!over.get());
                  return null;
                }));
      }
      try {
        assertThat(besieged.await(60, TimeUnit.SECONDS)).isTrue();
        for (String order : orders) {
          Answer answer = send(ballot("court", order, WorkOrder.Vote.FOR));
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
      } finally {
        over.set(true);
      }
      for (Future<?> forger : forgers) {
        expectNothingElseThanRefusals(forger);
      }
    }
    for (String order : orders) {
      assertThat(chain.vote(order, "court")).contains(WorkOrder.Vote.FOR);
    }
  }

  @Test
  void shouldTakeOneAndSayThatTheOtherWasNotTaken_whenAVoterSignedTwo() throws Exception {
    String order = propose("signed twice");
    List<Callable<Answer>> both =
        List.of(
            () -> send(ballot("court", order, WorkOrder.Vote.FOR)),
            () -> send(ballot("court", order, WorkOrder.Vote.AGAINST)));
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(both)) {
        answers.add(each.get());
      }
    }
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    Answer refused =
        answers.stream().filter(each -> each.status() == 409).findFirst().orElseThrow();
    assertThat(refused.code()).isIn("ballot-under-way", "already-voted");
    if (refused.code().equals("ballot-under-way")) {
      assertThat(refused.text()).contains("was not taken");
    }
    assertThat(
            chain.workOrder(order).orElseThrow().forVotes()
                + chain.workOrder(order).orElseThrow().againstVotes())
        .isEqualTo(1);
  }

  @Test
  void shouldRefuse_whenTheVoteWasChangedOnTheWay() {
    String order = propose("changed");
    Ballot signed = ballot("registry", order, WorkOrder.Vote.AGAINST);
    Ballot changed =
        new Ballot(
            signed.chainId(),
            order,
            WorkOrder.Vote.FOR,
            signed.voter(),
            signed.nonce(),
            "",
            signed.signature());
    refused(send(changed), 403, "signature-refused");
  }

  @Test
  void shouldTellTheReason_whenItWasSignedWithTheVote() {
    String order = propose("with a reason");
    String reason = "材料齐全: \"all\" papers 🙂";
    Answer sent = send(ballot("court", order, WorkOrder.Vote.AGAINST, reason));

    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    assertThat(chain.vote(order, "court")).contains(WorkOrder.Vote.AGAINST);
    Awaiting.within(Duration.ofSeconds(60))
        .until(
            "the console tells the reason beside the vote and in its history",
            () -> world.get("/v1/work-orders/" + order).json(),
            told ->
                told.path("votes").findValuesAsText("reason").contains(reason)
                    && told.path("history").findValuesAsText("reason").contains(reason));
  }

  @Test
  void shouldRefuseAndSendNothing_whenTheReasonIsNotTheOneThatWasSigned() {
    String order = propose("another reason");
    Ballot signed = ballot("archive", order, WorkOrder.Vote.FOR, "documents checked");
    long sent = world.consortium.client().transactionCount(world.relay.key().address());

    refused(send(because("", signed)), 403, "signature-refused");
    refused(send(because("documents checked!", signed)), 403, "signature-refused");
    Ballot without = ballot("archive", order, WorkOrder.Vote.FOR);
    refused(send(because("words put into my mouth", without)), 403, "signature-refused");

    assertThat(chain.vote(order, "archive")).isEmpty();
    assertThat(world.consortium.client().transactionCount(world.relay.key().address()))
        .as("transactions of the relay")
        .isEqualTo(sent);
  }

  @Test
  void shouldTakeTheLongestReason_whenOneCharacterMoreIsRefused() {
    String order = propose("long reason");
    String longest = "🙂".repeat(Ballot.LONGEST_REASON);
    Ballot signed = ballot("archive", order, WorkOrder.Vote.FOR, longest);

    refused(send(because(longest + "!", signed)), 400, "request-invalid");

    Answer answer = send(signed);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(chain.vote(order, "archive")).contains(WorkOrder.Vote.FOR);
  }

  @Test
  void shouldRefuse_whenTheVoterIsNoGovernor() {
    String order = propose("stranger");
    SigningKey stranger = world.relay.key();
    Ballot ballot =
        Ballot.sign(stranger, chain.chainId(), order, WorkOrder.Vote.FOR, BigInteger.ZERO);
    refused(send(ballot), 403, "voter-refused");
  }

  @Test
  void shouldRefuse_whenTheWorkOrderIsOver() {
    Proposal proposal = proposal("withdrawn");
    account("court").send(GovernanceCalls.propose(proposal));
    account("court").send(GovernanceCalls.cancel(proposal));
    String order = proposal.workOrderId();
    refused(send(ballot("archive", order, WorkOrder.Vote.FOR)), 409, "work-order-closed");
  }

  @Test
  void shouldRefuse_whenThereIsNoSuchWorkOrder() {
    String order = "0x" + "5".repeat(64);
    refused(send(ballot("archive", order, WorkOrder.Vote.FOR)), 404, "work-order-unknown");
  }

  @Test
  void shouldCountAllTheSame_whenSomebodyElseSendsFromTheRelaysAccount() {
    String first = propose("before the stranger");
    assertThat(send(ballot("court", first, WorkOrder.Vote.FOR)).status()).isEqualTo(200);
    new GovernanceAccount(world.consortium.client(), world.relay.key())
        .send(
            GovernanceCalls.applyForMembership(
                "museum",
                "City Museum",
                Institution.Category.GOVERNANCE,
                "0x" + "5d".repeat(32),
                "{}"));

    String second = propose("after the stranger");
    Ballot displaced = ballot("archive", second, WorkOrder.Vote.FOR);
    Awaiting.within(Duration.ofSeconds(60))
        .until(
            "the ballot is sent again in another transaction",
            () -> send(displaced),
            answer -> answer.status() == 200 && chain.vote(second, "archive").isPresent());
    assertThat(chain.vote(second, "archive")).contains(WorkOrder.Vote.FOR);
    assertThat(chain.workOrder(second).orElseThrow().forVotes()).isEqualTo(1);
  }

  /** Once the vote counts, a forgery is told that. */
  private static void expectNothingElseThanRefusals(Future<?> forger) throws Exception {
    try {
      forger.get();
    } catch (ExecutionException told) {
      assertThat(told.getCause()).hasMessageContaining("already-voted");
    }
  }

  /** The voter's in name only. */
  private static Ballot forged(String order, String voter, String signer) {
    Ballot signed = ballot(signer, order, WorkOrder.Vote.FOR);
    String address = world.member(voter).governor().key().address();
    return new Ballot(
        signed.chainId(), order, signed.vote(), address, signed.nonce(), "", signed.signature());
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("expected").asText()).isNotEmpty();
    assertThat(answer.json().path("actual").asText()).isNotEmpty();
    assertThat(new Contract().complaint("/v1/relay/votes", "post", answer)).isEmpty();
  }

  private static Answer send(Ballot ballot) {
    return world.post(
        "/v1/relay/votes",
        new ObjectMapper()
            .createObjectNode()
            .put("workOrder", ballot.workOrder())
            .put("support", ballot.vote().ordinal())
            .put("voter", ballot.voter())
            .put("reason", ballot.reason())
            .put("signature", ballot.signature())
            .toString());
  }

  /** The same ballot with another reason than the one that was signed. */
  private static Ballot because(String reason, Ballot signed) {
    return new Ballot(
        signed.chainId(),
        signed.workOrder(),
        signed.vote(),
        signed.voter(),
        signed.nonce(),
        reason,
        signed.signature());
  }

  private static Ballot ballot(String code, String order, WorkOrder.Vote vote) {
    return ballot(code, order, vote, "");
  }

  private static Ballot ballot(String code, String order, WorkOrder.Vote vote, String reason) {
    SigningKey key = world.member(code).governor().key();
    BigInteger nonce = chain.members().voteNonce(key.address());
    return Ballot.sign(key, chain.chainId(), order, vote, nonce, reason);
  }

  private static Proposal proposal(String what) {
    return new Proposal(List.of(GovernanceActions.setKeyConfirmations(2)), what);
  }

  private static String propose(String what) {
    Proposal proposal = proposal(what);
    account("court").send(GovernanceCalls.propose(proposal));
    String order = proposal.workOrderId();
    Awaiting.within(Duration.ofSeconds(60))
        .until(
            "work order is open",
            () -> chain.workOrder(order).orElseThrow().state(),
            state -> state == WorkOrder.State.ACTIVE);
    return order;
  }

  private static GovernanceAccount account(String code) {
    return new GovernanceAccount(world.consortium.client(), world.member(code).governor().key());
  }
}
