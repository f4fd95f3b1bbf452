package io.govchain.testnet.consortium;

import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Institution;
import io.govchain.governance.ProposedCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How institutions and accounts come in: by application, consent and vote. */
final class Membership {
  private final GovernanceChain chain;
  private final Accounts accounts;
  private final WorkOrders workOrders;
  private final Progress progress;

  Membership(GovernanceChain chain, Accounts accounts, WorkOrders workOrders, Progress progress) {
    this.chain = chain;
    this.accounts = accounts;
    this.workOrders = workOrders;
    this.progress = progress;
  }

  Institution admit(Member newcomer, String documentDigest) {
    Receipt receipt =
        accounts
            .of(newcomer.governor())
            .send(
                GovernanceCalls.applyForMembership(
                    newcomer.code(),
                    newcomer.name(),
                    Institution.Category.GOVERNANCE,
                    documentDigest,
                    "{}"));
    progress.done(newcomer.code() + " (" + newcomer.name() + ") applied for membership");
    workOrders.pass(
        "Admit " + newcomer.name(),
        List.of(GovernanceActions.admitInstitution(applicationIn(receipt))));
    Institution admitted = chain.institution(newcomer.code()).orElseThrow();
    progress.done(newcomer.code() + " is a member: " + admitted.did());
    return admitted;
  }

  private static String applicationIn(Receipt receipt) {
    return receipt.logs().stream()
        .flatMap(log -> GovernanceEvents.decode(log).stream())
        .filter(GovernanceEvent.MembershipApplied.class::isInstance)
        .map(GovernanceEvent.MembershipApplied.class::cast)
        .findFirst()
        .orElseThrow()
        .application();
  }

  /** Requests the accounts of all these members at once; one unanimous vote decides them. */
  void activateAccounts(List<Member> members) {
    Together.run(members.stream().<Runnable>map(member -> () -> request(member)).toList());
    List<ProposedCall> activations =
        members.stream()
            .flatMap(member -> wanted(member).keySet().stream())
            .map(file -> GovernanceActions.activateAccount(file.address()))
            .toList();
    workOrders.pass("Activate accounts", activations);
    progress.done(activations.size() + " accounts are active");
  }

  private void request(Member member) {
    List<Call> requests = new ArrayList<>();
    wanted(member).forEach((file, role) -> requests.add(request(member, file.key(), role)));
    accounts.of(member.governor()).sendAll(requests);
    progress.done(member.code() + " requested " + requests.size() + " accounts");
  }

  /** A genesis institution's governor is in the genesis file already. */
  private Map<KeyFile, Account.Role> wanted(Member member) {
    Map<KeyFile, Account.Role> wanted = new LinkedHashMap<>(member.workingAccounts());
    if (chain.account(member.governor().address()).filter(Account::active).isEmpty()) {
      wanted.put(member.governor(), Account.Role.GOVERNOR);
    }
    return wanted;
  }

  private Call request(Member member, SigningKey key, Account.Role role) {
    return GovernanceCalls.requestAccount(
        key.address(),
        member.code(),
        role,
        Hex.of(key.publicKey()),
        AccountConsent.sign(key, chain.chainId(), key.address(), member.code(), role));
  }
}
