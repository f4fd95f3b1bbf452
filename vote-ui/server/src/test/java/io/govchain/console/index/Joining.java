package io.govchain.console.index;

import static io.govchain.console.fixture.GovernedChain.DIGEST;
import static io.govchain.console.fixture.GovernedChain.key;

import io.govchain.console.fixture.GovernedChain;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Institution;
import io.govchain.governance.KeyPossession;
import io.govchain.governance.MemberCalls;
import io.govchain.governance.MembershipReview;
import io.govchain.governance.Node;
import io.govchain.governance.NodeConsent;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProtocolKey.Suite;
import io.govchain.governance.WorkOrder;
import java.util.List;

/** Everything by which institutions, accounts, keys and nodes come, change and go. */
final class Joining {
  private final BesideTheChain beside;
  private final GovernedChain chain;

  Joining(BesideTheChain beside, GovernedChain chain) {
    this.beside = beside;
    this.chain = chain;
  }

  void run() {
    members();
    accounts();
    keys();
    nodes();
  }

  private String applied(String code) {
    var applied =
        beside.act(
            code + "/governor",
            GovernanceCalls.applyForMembership(
                code, "The " + code, Institution.Category.GOVERNANCE, DIGEST, "{}"));
    return ((GovernanceEvent.MembershipApplied)
            GovernanceEvents.decode(applied.logs().getFirst()).getFirst())
        .application();
  }

  private void members() {
    beside.act("port/governor", GovernanceCalls.withdrawApplication(applied("port")));
    String refused = applied("museum");
    beside.act(
        "court/governor",
        MemberCalls.review(refused, MembershipReview.Recommendation.REJECT, DIGEST));
    Proposal admission =
        new Proposal(List.of(GovernanceActions.admitInstitution(refused)), "Admit the museum");
    String order = chain.propose(admission);
    for (String founder : GovernedChain.FOUNDERS.subList(0, 2)) {
      chain.act(founder + "/governor", GovernanceCalls.vote(order, WorkOrder.Vote.AGAINST, "no"));
    }
    beside.act("museum/governor", MemberCalls.recordRejection(refused, admission));
    beside.decide(GovernanceActions.admitInstitution(applied("customs")));
    beside.decide(GovernanceActions.suspendInstitution("customs"));
    beside.decide(GovernanceActions.reinstateInstitution("customs"));
    beside.decide(GovernanceActions.changeCategory("customs", Institution.Category.GENESIS));
    beside.decide(GovernanceActions.changeCategory("customs", Institution.Category.GOVERNANCE));
    beside.decide(GovernanceActions.admitInstitution(applied("library")));
    beside.decide(GovernanceActions.expelInstitution("library"));
  }

  private void accounts() {
    SigningKey governor = key("customs/second");
    request(governor, Account.Role.OPERATOR);
    request(governor, Account.Role.GOVERNOR);
    beside.decide(GovernanceActions.activateAccount(governor.address()));
    beside.act("court/governor", GovernanceCalls.freezeAccount(key("court/auditor").address()));
    beside.decide(GovernanceActions.unfreezeAccount(key("court/auditor").address()));
    AccountConsent.Signed next =
        AccountConsent.Signed.toSucceed(
            key("court/next"), GovernedChain.CHAIN_ID, key("court/auditor").address());
    beside.act("court/auditor", MemberCalls.rotateAccount(next.publicKey(), next.consent()));
    beside.act("court/governor", GovernanceCalls.revokeAccount(key("court/next").address()));
    beside.act("customs/second", GovernanceCalls.withdrawInstitution());
  }

  private void request(SigningKey key, Account.Role role) {
    AccountConsent.Signed consent =
        AccountConsent.Signed.toBelong(key, GovernedChain.CHAIN_ID, "customs", role);
    beside.act(
        "customs/governor",
        GovernanceCalls.requestAccount(
            key.address(), "customs", role, consent.publicKey(), consent.consent()));
  }

  private void keys() {
    String account = key("court/crosschain").address();
    beside.decide(GovernanceActions.setKeyConfirmations(1));
    for (int version = 1; version <= 2; version++) {
      SigningKey secp = key("secp" + version);
      String publicKey = Hex.of(secp.publicKey());
      byte[] digest =
          KeyPossession.digest(
              GovernedChain.CHAIN_ID, account, Suite.SECP256K1, version, publicKey);
      beside.act(
          "court/crosschain",
          MemberCalls.registerKey(
              Suite.SECP256K1, publicKey, 0, Hex.of(secp.signDigest(digest).withRecovery())));
      beside.act(
          "court/crosschain",
          MemberCalls.registerKey(
              Suite.SM, Hex.of(key("sm" + version).publicKey()), 0, "0x" + "ab".repeat(64)));
    }
    beside.act("notary/governor", MemberCalls.confirmKey(account, Suite.SM, 1));
    beside.decide(GovernanceActions.acceptProtocolKey(account, Suite.SM, 2));
    beside.act("court/governor", MemberCalls.revokeKey(account, Suite.SM, 2));
    beside.decide(GovernanceActions.revokeProtocolKey(account, Suite.SECP256K1, 2));
  }

  private void nodes() {
    SigningKey node = key("court/second-node");
    String id = Keccak.ofHex(Hex.of(node.publicKey()));
    NodeConsent consent = NodeConsent.sign(node, GovernedChain.CHAIN_ID, "court");
    beside.act(
        "court/operator", GovernanceCalls.requestNode(Node.Kind.GENESIS, consent, "court:1"));
    beside.decide(GovernanceActions.admitNode(id));
    beside.decide(GovernanceActions.setMinimumValidators(2));
    beside.decide(GovernanceActions.removeNode(id));
  }
}
