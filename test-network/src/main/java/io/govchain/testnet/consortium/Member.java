package io.govchain.testnet.consortium;

import io.govchain.governance.Account;
import io.govchain.governance.Paths;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An institution and the keys it holds.
 *
 * @param code its code on the governance chain
 * @param home where its files are
 */
public record Member(
    String code,
    String name,
    Path home,
    KeyFile governor,
    KeyFile operator,
    KeyFile subchainProxyAccount,
    KeyFile crosschainProxyAccount) {

  static Member create(String code, String name, Path institutions) {
    Path home = institutions.resolve(code);
    return new Member(
        code,
        name,
        home,
        KeyFile.create(home, "governor"),
        KeyFile.create(home, "operator"),
        KeyFile.create(home, "subchain-proxy"),
        KeyFile.create(home, "crosschain-proxy"));
  }

  /** The path of something that this institution registered. */
  public String path(String code) {
    return Paths.of(this.code, code);
  }

  /** The accounts that a member with a business chain needs, the governor's left out. */
  Map<KeyFile, Account.Role> workingAccounts() {
    Map<KeyFile, Account.Role> accounts = new LinkedHashMap<>();
    accounts.put(operator, Account.Role.OPERATOR);
    accounts.put(subchainProxyAccount, Account.Role.CROSS_CHAIN);
    accounts.put(crosschainProxyAccount, Account.Role.CROSS_CHAIN);
    return accounts;
  }
}
