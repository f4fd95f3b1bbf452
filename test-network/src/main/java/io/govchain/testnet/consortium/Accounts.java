package io.govchain.testnet.consortium;

import io.govchain.evm.EvmClient;
import io.govchain.governance.GovernanceAccount;

/** Lets key files act on the governance chain. */
record Accounts(EvmClient client) {

  GovernanceAccount of(KeyFile file) {
    return new GovernanceAccount(client, file.key());
  }
}
