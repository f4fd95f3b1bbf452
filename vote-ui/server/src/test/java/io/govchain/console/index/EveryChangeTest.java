package io.govchain.console.index;

import static io.govchain.console.fixture.GovernedChain.DIGEST;
import static io.govchain.console.fixture.GovernedChain.PIPELINE;
import static io.govchain.console.fixture.GovernedChain.WITHDRAW;
import static io.govchain.console.fixture.GovernedChain.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.CreditRules;
import io.govchain.governance.DataClass;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Report;
import io.govchain.governance.Service;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import io.govchain.governance.WorkOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever changes records on the chain, they are the chain's a moment later: also those that the
 * event does not name.
 */
class EveryChangeTest extends OnAGovernedChain {
  private static final String OPERATOR = "registry/operator";
  private static final String NOTARY = "notary/operator";
  private static final String OTHER = Keccak.ofText("another digest");

  private BesideTheChain beside;

  @BeforeEach
  void follow() {
    beside = new BesideTheChain(chain, folder);
  }

  @AfterEach
  void leave() {
    beside.close();
  }

  @Test
  void shouldHaveTheRecordsOfTheChain_whateverChangesThem() {
    credit();
    pipelines();
    subchains();
    services();
    new Sharing(beside, chain).run();
    new Joining(beside, chain).run();
    contracts();

    assertThat(beside.uncalled())
        .as("state-changing functions that are left out, each because it changes no record")
        .containsExactlyInAnyOrder(
            "Accounts.setTargetFunctionRole(address,bytes4[],uint64)",
            "Transactions.record(bytes)",
            "Transactions.resolve(bytes32,string)",
            "WorkOrders.setPeriods(uint32,uint32)");
  }

  private void credit() {
    beside.decide(GovernanceActions.setCreditRules(rules(650, 320, 1)));
    beside.decide(GovernanceActions.setAffiliated("registry", "court", true));
    beside.decide(GovernanceActions.setCreditRules(rules(650, 650, 20)));
    String id = chain.open("fails", 5_000);
    beside.after(
        "a failure",
        () -> chain.report("registry", new Report(id, 0, Entry.FAILED, GovernedChain.DIGEST)));
    beside.decide(GovernanceActions.restoreCredit("registry", 660));
  }

  private static CreditRules rules(int start, int threshold, int failed) {
    return new CreditRules(start, threshold, 1_000, 1, failed, 5, 10, 25, 10, 50, 86_400);
  }

  private void pipelines() {
    beside.act(OPERATOR, GovernanceCalls.suspendPipeline(PIPELINE));
    beside.act(OPERATOR, GovernanceCalls.resumePipeline(PIPELINE));
    beside.decide(GovernanceActions.freezePipeline(PIPELINE));
    beside.decide(GovernanceActions.unfreezePipeline(PIPELINE));
    Pipeline now = chain.chain().pipeline(PIPELINE).orElseThrow();
    for (int i = 0; i < 2; i++) {
      beside.act(
          OPERATOR,
          GovernanceCalls.amendPipeline(PIPELINE, now.source(), now.target(), now.terms()));
    }
    Pipeline offered = chain.chain().offered(PIPELINE).orElseThrow();
    String constraint = offered.constraintOn(GovernedChain.CHAIN_ID);
    beside.act(NOTARY, GovernanceCalls.acceptAmendment(PIPELINE, offered.number(), constraint));
    beside.act(
        OPERATOR,
        GovernanceCalls.requestPipeline("second", now.source(), now.target(), now.terms()));
    String second = "registry/second";
    constraint = chain.chain().offered(second).orElseThrow().constraintOn(GovernedChain.CHAIN_ID);
    beside.act(NOTARY, GovernanceCalls.authorisePipeline(second, constraint));
    beside.act(OPERATOR, GovernanceCalls.closePipeline(second));
  }

  private void subchains() {
    String subchain = "registry/chain";
    beside.act(
        OPERATOR,
        GovernanceCalls.registerApplication(
            "second-app", subchain, Hex.of(key("second app").publicKey()), DIGEST));
    beside.act(
        OPERATOR,
        GovernanceCalls.registerContract(
            "second-contract", subchain, "0x" + "ed".repeat(20), List.of(WITHDRAW)));
    for (Subchain.Status status : List.of(Subchain.Status.SUSPENDED, Subchain.Status.ACTIVE)) {
      beside.act(OPERATOR, GovernanceCalls.setApplicationStatus("registry/app", status));
      beside.act(OPERATOR, GovernanceCalls.setContractStatus("registry/evidence", status));
      beside.act(OPERATOR, GovernanceCalls.setSubchainStatus(subchain, status));
    }
    beside.decide(GovernanceActions.freezeItem(Subchain.Item.APPLICATION, "registry/app"));
    beside.decide(GovernanceActions.unfreezeItem(Subchain.Item.APPLICATION, "registry/app"));
    beside.act(
        OPERATOR,
        GovernanceCalls.updateTrustAnchors(
            subchain, new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:2"))));
    beside.act(OPERATOR, GovernanceCalls.classifyContract("registry/evidence", DataClass.CORE));
    beside.decide(GovernanceActions.declassifyContract("registry/evidence", DataClass.IMPORTANT));
    beside.act(OPERATOR, GovernanceCalls.offerSubchain(subchain, Optional.of("notary")));
    beside.act(NOTARY, GovernanceCalls.acceptSubchain(subchain, "notary/subchain-proxy"));
    beside.act(
        NOTARY,
        GovernanceCalls.updateApplication(
            "registry/app", Hex.of(key("registry's next").publicKey()), OTHER));
    beside.act(
        OPERATOR,
        GovernanceCalls.registerSubchain(
            "own",
            "evm",
            31_403,
            "registry/subchain-proxy",
            new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1"))));
  }

  private void services() {
    String proxy = "registry/crosschain-proxy";
    String account = key("registry/crosschain").address();
    beside.act(OPERATOR, GovernanceCalls.suspendService(proxy));
    beside.act(OPERATOR, GovernanceCalls.resumeService(proxy));
    beside.decide(GovernanceActions.freezeService(proxy));
    beside.decide(GovernanceActions.unfreezeService(proxy));
    long until = chain.chain().blockTime() + 1_000_000;
    beside.act(OPERATOR, GovernanceCalls.rotateCertificate(proxy, OTHER, until));
    beside.act(
        OPERATOR, GovernanceCalls.updateService(proxy, account, "https://127.0.0.1:2", DIGEST));
    beside.act(OPERATOR, GovernanceCalls.retireService(proxy));
    beside.act(
        OPERATOR,
        GovernanceCalls.registerService(
            "next-proxy", Service.Kind.CROSSCHAIN_PROXY, account, "https://127.0.0.1:3", OTHER));
    beside.act(
        OPERATOR, GovernanceCalls.pairServices("registry/subchain-proxy", "registry/next-proxy"));
    beside.act(OPERATOR, GovernanceCalls.retireService("registry/subchain-proxy"));
  }

  private void contracts() {
    String code = "0x6001600c60003960016000f300";
    String implementation =
        chain.chain().governedContracts().stream()
            .filter(each -> each.name().equals("Credit"))
            .findFirst()
            .orElseThrow()
            .implementation();
    beside.decide(GovernanceActions.registerGovernedContract("Extra", implementation));
    beside.decide(GovernanceActions.freezeGovernedContract("Extra"));
    beside.decide(GovernanceActions.unfreezeGovernedContract("Extra"));
    beside.decide(GovernanceActions.retireGovernedContract("Extra"));
    beside.decide(GovernanceActions.deployGovernedContract("Second", Keccak.ofHex(code), "0x"));
    beside.act(OPERATOR, GovernanceCalls.constructGovernedContract("Second", code));
    beside.decide(GovernanceActions.upgradeGovernedContract("Credit", implementation, "0x"));
    beside.decide(
        GovernanceActions.setPolicy(
            GovernanceAddresses.CREDIT,
            GovernanceActions.setCreditRules(rules(650, 650, 20)).selector(),
            WorkOrder.Policy.UNANIMOUS));
  }
}
