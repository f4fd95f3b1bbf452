package io.govchain.console.acceptance.world;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.ProposedCall;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts of a member that nobody has requested in a page. */
final class RemainingAccounts {
  private RemainingAccounts() {}

  /** Requests them in the name of the member's contact, and has them voted in. */
  static void activate(Consortium consortium, Orders orders, Member member) {
    Map<SigningKey, Account.Role> wanted = new LinkedHashMap<>();
    wanted.put(member.governor().key(), Account.Role.GOVERNOR);
    wanted.put(member.operator().key(), Account.Role.OPERATOR);
    wanted.put(member.subchainProxyAccount().key(), Account.Role.CROSS_CHAIN);
    wanted.put(member.crosschainProxyAccount().key(), Account.Role.CROSS_CHAIN);
    wanted.keySet().removeIf(key -> consortium.chain().account(key.address()).isPresent());
    List<Call> requests = new ArrayList<>();
    List<ProposedCall> activations = new ArrayList<>();
    wanted.forEach(
        (key, role) -> {
          requests.add(request(consortium.chain().chainId(), member, key, role));
          activations.add(GovernanceActions.activateAccount(key.address()));
        });
    if (!requests.isEmpty()) {
      new GovernanceAccount(consortium.client(), member.governor().key()).sendAll(requests);
      orders.pass(
          "Activate the other accounts of " + member.name(),
          activations.toArray(ProposedCall[]::new));
    }
  }

  private static Call request(long chainId, Member member, SigningKey key, Account.Role role) {
    return GovernanceCalls.requestAccount(
        key.address(),
        member.code(),
        role,
        Hex.of(key.publicKey()),
        AccountConsent.sign(key, chainId, key.address(), member.code(), role));
  }
}
