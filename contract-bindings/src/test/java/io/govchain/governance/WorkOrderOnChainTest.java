package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.LogFilter;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Votes on a real chain. */
final class WorkOrderOnChainTest {

  private static TestConsortium consortium;
  private static GovernanceChain chain;

  @BeforeAll
  static void start(@TempDir Path directory) {
    consortium = TestConsortium.start(directory);
    chain = consortium.chain();
  }

  @AfterAll
  static void stop() {
    consortium.close();
  }

  @Test
  void shouldHaveFounders_whenChainIsNew() {
    assertThat(chain.chainId()).isEqualTo(TestConsortium.CHAIN_ID);
    assertThat(chain.institutions())
        .extracting(Institution::code)
        .startsWith("registry", "notary", "court");
    Institution registry = chain.institution("registry").orElseThrow();
    assertThat(registry.id()).isEqualTo(Paths.id("registry"));
    assertThat(registry.category()).isEqualTo(Institution.Category.GENESIS);
    assertThat(registry.did()).isEqualTo("did:govchain:190026:registry");
    assertThat(registry.active()).isTrue();
    assertThat(chain.institution(registry.id())).contains(registry);
    assertThat(chain.institutions(1, 1)).extracting(Institution::code).containsExactly("notary");
    assertThat(chain.validators()).hasSize(1);
    assertThat(chain.nodes().get(0).validator()).isEqualTo(chain.validators().get(0));
    assertThat(chain.governedContracts())
        .extracting(GovernedContract::name)
        .contains("Institutions", "Transactions");
  }

  @Test
  void shouldBeEmpty_whenNothingIsRegisteredThere() {
    String nothing = "0x" + "9".repeat(64);

    assertThat(chain.institution("nobody")).isEmpty();
    assertThat(chain.membershipApplication(nothing)).isEmpty();
    assertThat(chain.account("0x" + "9".repeat(40))).isEmpty();
    assertThat(chain.node(nothing)).isEmpty();
    assertThat(chain.service("registry/none")).isEmpty();
    assertThat(chain.subchain("registry/none")).isEmpty();
    assertThat(chain.application("registry/none")).isEmpty();
    assertThat(chain.businessContract("registry/none")).isEmpty();
    assertThat(chain.pipeline("registry/none")).isEmpty();
    assertThat(chain.pipeline(99)).isEmpty();
    assertThat(chain.transaction(nothing)).isEmpty();
    assertThat(chain.workOrder(nothing)).isEmpty();
    assertThat(chain.proposal(nothing)).isEmpty();
    assertThat(chain.governedContract("None")).isEmpty();
  }

  @Test
  void shouldAdmitAnInstitutionAndItsAccount_whenFoundersVoteForBoth() {
    SigningKey applicant = TestConsortium.key("archive", Account.Role.GOVERNOR);
    String applicationId = apply(applicant, "archive");
    MembershipApplication application = chain.membershipApplication(applicationId).orElseThrow();
    assertThat(application.status()).isEqualTo(MembershipApplication.Status.PENDING);
    assertThat(application.applicant()).isEqualTo(applicant.address());
    assertThat(chain.membershipApplications()).contains(application);

    Proposal proposal =
        new Proposal(
            List.of(GovernanceActions.admitInstitution(applicationId)), "Welcome the archive");
    Receipt proposed = consortium.send(consortium.governor(0), GovernanceCalls.propose(proposal));
    String id = proposal.workOrderId();
    assertThat(consortium.events(proposed))
        .singleElement()
        .isInstanceOfSatisfying(
            GovernanceEvent.WorkOrderProposed.class,
            event -> {
              assertThat(event.workOrder()).isEqualTo(id);
              assertThat(event.proposal()).isEqualTo(proposal);
            });
    assertThat(WorkOrderDescription.of(chain.proposal(id).orElseThrow(), chain))
        .containsExactly(
            new Sentence(
                "Admit “The archive” (archive) as governance institution",
                "接纳“The archive”（archive）为跨链治理机构"));

    consortium.mine();
    Receipt voted =
        consortium.send(
            consortium.governor(0), GovernanceCalls.vote(id, WorkOrder.Vote.FOR, "well known"));
    assertThat(consortium.events(voted))
        .containsExactly(
            new GovernanceEvent.VoteCast(
                id, consortium.governor(0).address(), WorkOrder.Vote.FOR, "well known"));
    assertThat(consortium.refusal(TestConsortium.key("anybody"), GovernanceCalls.execute(proposal)))
        .startsWith("GovernorUnexpectedProposalState(");
    consortium.send(consortium.governor(1), GovernanceCalls.vote(id, WorkOrder.Vote.FOR));
    WorkOrder decided = chain.workOrder(id).orElseThrow();
    assertThat(decided.state()).isEqualTo(WorkOrder.State.SUCCEEDED);
    assertThat(decided.policy()).isEqualTo(WorkOrder.Policy.TWO_THIRDS);
    assertThat(decided.seats()).isEqualTo(3);
    assertThat(decided.forVotes()).isEqualTo(2);
    assertThat(decided.proposer()).isEqualTo(consortium.governor(0).address());
    assertThat(chain.vote(id, "notary")).contains(WorkOrder.Vote.FOR);
    assertThat(chain.vote(id, "court")).isEmpty();

    Receipt executed =
        consortium.send(
            TestConsortium.key("anybody"),
            GovernanceCalls.execute(chain.proposal(id).orElseThrow()));
    assertThat(consortium.events(executed))
        .contains(
            new GovernanceEvent.WorkOrderExecuted(id),
            new GovernanceEvent.InstitutionAdmitted(
                Paths.id("archive"),
                "archive",
                Institution.Category.GOVERNANCE,
                "did:govchain:190026:archive"));
    Institution archive = chain.activeInstitution("archive").orElseThrow();
    assertThat(archive.name()).isEqualTo("The archive");
    assertThat(archive.contact()).isEqualTo(applicant.address());
    assertThat(chain.workOrders()).extracting(WorkOrder::id).contains(id);

    activateAccount(applicant, "archive");
  }

  private static void activateAccount(SigningKey key, String institution) {
    String consent =
        AccountConsent.sign(
            key, TestConsortium.CHAIN_ID, key.address(), institution, Account.Role.GOVERNOR);
    String publicKey = Hex.of(key.publicKey());
    assertThat(
            consortium.refusal(
                key,
                GovernanceCalls.requestAccount(
                    key.address(), institution, Account.Role.OPERATOR, publicKey, consent)))
        .isEqualTo("ConsentInvalid(account=" + key.address() + ")");
    Receipt requested =
        consortium.send(
            key,
            GovernanceCalls.requestAccount(
                key.address(), institution, Account.Role.GOVERNOR, publicKey, consent));
    assertThat(consortium.events(requested))
        .containsExactly(
            new GovernanceEvent.AccountRequested(
                key.address(), Paths.id(institution), Account.Role.GOVERNOR));
    assertThat(chain.account(key.address()).orElseThrow().status())
        .isEqualTo(Account.Status.REQUESTED);
    assertThat(chain.activeAccount(key.address())).isEmpty();

    String id =
        consortium.decide(GovernanceActions.activateAccount(key.address()), "Let them govern");

    assertThat(chain.workOrder(id).orElseThrow().policy()).isEqualTo(WorkOrder.Policy.UNANIMOUS);
    Account account = chain.activeAccount(key.address()).orElseThrow();
    assertThat(account.publicKey()).isEqualTo(publicKey);
    assertThat(account.role()).isEqualTo(Account.Role.GOVERNOR);
    assertThat(account.activatedAt()).isPositive();
    assertThat(WorkOrderDescription.of(chain.proposal(id).orElseThrow(), chain).get(0).english())
        .isEqualTo("Activate governor account " + key.address() + " of “The archive” (archive)");
  }

  @Test
  void shouldFindTheProposal_whenManyBlocksFollowedIt() {
    Proposal proposal =
        new Proposal(List.of(GovernanceActions.setPeriods(7_200, 7_200)), "Longer votes");
    consortium.send(consortium.governor(2), GovernanceCalls.propose(proposal));
    for (int i = 0; i < 30; i++) {
      consortium.mine();
    }
    WorkOrder workOrder = chain.workOrder(proposal.workOrderId()).orElseThrow();

    for (long window = 1; window <= 32; window *= 2) {
      assertThat(new ProposalSearch(consortium.client(), window).find(workOrder))
          .contains(proposal);
    }
    assertThat(chain.proposal(proposal.workOrderId())).contains(proposal);
  }

  @Test
  void shouldFindAllProposals_whenTheyAreAskedForTogether() {
    Map<String, Proposal> proposed = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      Proposal proposal =
          new Proposal(List.of(GovernanceActions.setPeriods(7_000 + i, 7_000)), "Votes " + i);
      consortium.send(consortium.governor(2), GovernanceCalls.propose(proposal));
      proposed.put(proposal.workOrderId(), proposal);
      for (int block = 0; block < i; block++) {
        consortium.mine();
      }
    }
    List<WorkOrder> orders =
        chain.workOrders().stream().filter(order -> proposed.containsKey(order.id())).toList();
    assertThat(orders).hasSize(6);

    for (long window = 1; window <= 32; window *= 2) {
      assertThat(new ProposalSearch(consortium.client(), window).find(orders)).isEqualTo(proposed);
    }
  }

  @Test
  void shouldAskHardlyMore_whenThereAreManyProposalsInsteadOfOne() throws IOException {
    List<WorkOrder> orders = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Proposal proposal =
          new Proposal(List.of(GovernanceActions.setPeriods(8_000 + i, 8_000)), "Votes " + i);
      consortium.send(consortium.governor(2), GovernanceCalls.propose(proposal));
      orders.add(chain.workOrder(proposal.workOrderId()).orElseThrow());
    }
    assertThat(asked(orders, "eth_getLogs")).isEqualTo(1);
    assertThat(asked(orders, "")).isLessThanOrEqualTo(asked(orders.subList(0, 1), "") + 1);
  }

  /** How many requests with this text the node gets. */
  private static int asked(List<WorkOrder> orders, String text) throws IOException {
    try (CountingNode node = CountingNode.before(consortium.client().endpoint().http(), text);
        EvmClient client = EvmClient.connect(EvmEndpoint.of(node.address()))) {
      assertThat(GovernanceChain.connect(client).proposals(orders)).hasSize(orders.size());
      return node.asked();
    }
  }

  @Test
  void shouldBeDefeatedAtOnce_whenAUnanimousOrderMeetsANo() {
    Proposal proposal =
        new Proposal(List.of(GovernanceActions.setPeriods(60, 60)), "Shorter votes");
    consortium.send(consortium.governor(0), GovernanceCalls.propose(proposal));
    consortium.mine();
    consortium.send(
        consortium.governor(1),
        GovernanceCalls.vote(proposal.workOrderId(), WorkOrder.Vote.AGAINST));

    assertThat(chain.workOrder(proposal.workOrderId()).orElseThrow().state())
        .isEqualTo(WorkOrder.State.DEFEATED);
    assertThat(
            consortium.refusal(
                consortium.governor(1),
                GovernanceCalls.vote(proposal.workOrderId(), WorkOrder.Vote.FOR)))
        .startsWith("GovernorUnexpectedProposalState(");
  }

  @Test
  void shouldCancel_whenTheProposerSaysSoBeforeTheDecision() {
    Proposal proposal =
        new Proposal(List.of(GovernanceActions.suspendInstitution("court")), "Rash");
    consortium.send(consortium.governor(0), GovernanceCalls.propose(proposal));

    consortium.send(consortium.governor(0), GovernanceCalls.cancel(proposal));

    assertThat(chain.workOrder(proposal.workOrderId()).orElseThrow().state())
        .isEqualTo(WorkOrder.State.CANCELED);
  }

  @Test
  void shouldHaveWords_whenThePolicyTableAllowsAnAction() {
    List<GovernanceEvent.PolicyChanged> policies =
        consortium.client().logs(LogFilter.blocks(0, 20)).stream()
            .flatMap(log -> GovernanceEvents.decode(log).stream())
            .filter(GovernanceEvent.PolicyChanged.class::isInstance)
            .map(GovernanceEvent.PolicyChanged.class::cast)
            .toList();

    assertThat(policies).hasSizeGreaterThan(20);
    assertThat(policies)
        .allSatisfy(
            policy -> {
              ProposedCall call = new ProposedCall(policy.target(), policy.selector());
              assertThat(ActionWords.of(call)).isPresent();
              assertThat(chain.policyOf(call)).isEqualTo(policy.policy());
            });
  }

  @Test
  void shouldNameErrorAndValues_whenTheContractsRefuse() {
    assertThat(
            consortium.refusal(
                TestConsortium.key("stranger"),
                GovernanceCalls.propose(
                    new Proposal(List.of(GovernanceActions.expelInstitution("court")), "no"))))
        .isEqualTo("NotAGovernor(caller=" + TestConsortium.key("stranger").address() + ")");
    assertThat(
            consortium.refusal(
                consortium.governor(0),
                GovernanceCalls.propose(
                    new Proposal(
                        List.of(new ProposedCall("0x" + "77".repeat(20), "0x12345678")), "no"))))
        .isEqualTo("PolicyMissing(target=0x" + "77".repeat(20) + ", selector=0x12345678)");
    assertThatThrownBy(
            () -> chain.client().call(Wrappers.ACCOUNTS.getContractAddress(), "0xffffffff"))
        .isInstanceOf(EvmException.CallReverted.class);
  }

  @Test
  void shouldReadThePast_whenAskedForAnEarlierBlock() {
    long before = consortium.client().latestHeader().number();
    apply(TestConsortium.key("museum"), "museum");

    assertThat(chain.membershipApplications())
        .extracting(MembershipApplication::code)
        .contains("museum");
    assertThat(chain.at(before).membershipApplications())
        .extracting(MembershipApplication::code)
        .doesNotContain("museum");
    assertThat(chain.at(before).blockTime())
        .isEqualTo(consortium.client().header(before).orElseThrow().timestamp());
    assertThat(chain.blockTime()).isGreaterThan(chain.at(before).blockTime());
    assertThatThrownBy(() -> chain.at(1_000_000).blockTime())
        .hasMessageContaining("block 1000000 of chain 190026");
  }

  private static String apply(SigningKey applicant, String code) {
    Receipt applied =
        consortium.send(
            applicant,
            GovernanceCalls.applyForMembership(
                code,
                "The " + code,
                Institution.Category.GOVERNANCE,
                TestConsortium.DIGEST,
                "{\"sector\":\"records\"}"));
    return consortium.events(applied).stream()
        .filter(GovernanceEvent.MembershipApplied.class::isInstance)
        .map(event -> ((GovernanceEvent.MembershipApplied) event).application())
        .findFirst()
        .orElseThrow();
  }
}
