package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.Accounts;
import io.govchain.contracts.generated.Alliances;
import io.govchain.contracts.generated.Contracts;
import io.govchain.contracts.generated.Credit;
import io.govchain.contracts.generated.DataLedger;
import io.govchain.contracts.generated.Institutions;
import io.govchain.contracts.generated.Nodes;
import io.govchain.contracts.generated.Pipelines;
import io.govchain.contracts.generated.ProtocolKeys;
import io.govchain.contracts.generated.Services;
import io.govchain.contracts.generated.Subchains;
import io.govchain.contracts.generated.Transactions;
import io.govchain.contracts.generated.WorkOrders;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;

/**
 * The generated wrappers at their fixed addresses. They only encode calls and decode answers here;
 * what travels goes through {@link io.govchain.evm.EvmClient}, which is why they need no connection
 * of their own.
 */
final class Wrappers {

  private static final TransactionManager OFFLINE =
      new ReadonlyTransactionManager(null, "0x0000000000000000000000000000000000000000");

  static final Institutions INSTITUTIONS =
      Institutions.load(GovernanceAddresses.INSTITUTIONS, null, OFFLINE, null);
  static final Accounts ACCOUNTS = Accounts.load(GovernanceAddresses.ACCOUNTS, null, OFFLINE, null);
  static final WorkOrders WORK_ORDERS =
      WorkOrders.load(GovernanceAddresses.WORK_ORDERS, null, OFFLINE, null);
  static final Nodes NODES = Nodes.load(GovernanceAddresses.NODES, null, OFFLINE, null);
  static final Services SERVICES = Services.load(GovernanceAddresses.SERVICES, null, OFFLINE, null);
  static final Subchains SUBCHAINS =
      Subchains.load(GovernanceAddresses.SUBCHAINS, null, OFFLINE, null);
  static final Pipelines PIPELINES =
      Pipelines.load(GovernanceAddresses.PIPELINES, null, OFFLINE, null);
  static final Transactions TRANSACTIONS =
      Transactions.load(GovernanceAddresses.TRANSACTIONS, null, OFFLINE, null);
  static final Credit CREDIT = Credit.load(GovernanceAddresses.CREDIT, null, OFFLINE, null);
  static final Contracts CONTRACTS =
      Contracts.load(GovernanceAddresses.CONTRACTS, null, OFFLINE, null);
  static final Alliances ALLIANCES =
      Alliances.load(GovernanceAddresses.ALLIANCES, null, OFFLINE, null);
  static final DataLedger DATA_LEDGER =
      DataLedger.load(GovernanceAddresses.DATA_LEDGER, null, OFFLINE, null);

  static final ProtocolKeys PROTOCOL_KEYS =
      ProtocolKeys.load(GovernanceAddresses.PROTOCOL_KEYS, null, OFFLINE, null);

  private Wrappers() {}
}
