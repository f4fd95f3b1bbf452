package io.govchain.governance;

import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.AbiValues.ordinal;
import static io.govchain.governance.AbiValues.word;

import io.govchain.contracts.generated.Credit;
import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.Contract;

/** The calls that only a work order may make; put them into a {@link Proposal}. */
public final class GovernanceActions {

  private GovernanceActions() {}

  /** Admits an applicant and issues its id. */
  public static ProposedCall admitInstitution(String applicationId) {
    return call(Wrappers.INSTITUTIONS, Wrappers.INSTITUTIONS.admit(word(applicationId)));
  }

  /** Suspends an institution with all its accounts. */
  public static ProposedCall suspendInstitution(String codeOrId) {
    return call(Wrappers.INSTITUTIONS, Wrappers.INSTITUTIONS.suspend(id(codeOrId)));
  }

  /** Ends an institution's suspension. */
  public static ProposedCall reinstateInstitution(String codeOrId) {
    return call(Wrappers.INSTITUTIONS, Wrappers.INSTITUTIONS.reinstate(id(codeOrId)));
  }

  /** Expels an institution for good. */
  public static ProposedCall expelInstitution(String codeOrId) {
    return call(Wrappers.INSTITUTIONS, Wrappers.INSTITUTIONS.expel(id(codeOrId)));
  }

  /** Changes an institution's category; its seat in the electorate follows. */
  public static ProposedCall changeCategory(String codeOrId, Institution.Category category) {
    return call(
        Wrappers.INSTITUTIONS,
        Wrappers.INSTITUTIONS.changeCategory(id(codeOrId), ordinal(category)));
  }

  /** Lets a registered protocol key count without further confirmations. */
  public static ProposedCall acceptProtocolKey(
      String account, ProtocolKey.Suite suite, long version) {
    return call(
        Wrappers.PROTOCOL_KEYS,
        Wrappers.PROTOCOL_KEYS.acceptByVote(
            Hex.address(account), ordinal(suite), BigInteger.valueOf(version)));
  }

  /** Ends a protocol key. */
  public static ProposedCall revokeProtocolKey(
      String account, ProtocolKey.Suite suite, long version) {
    return call(
        Wrappers.PROTOCOL_KEYS,
        Wrappers.PROTOCOL_KEYS.revokeByVote(
            Hex.address(account), ordinal(suite), BigInteger.valueOf(version)));
  }

  /** Changes how many institutions must confirm a protocol key. */
  public static ProposedCall setKeyConfirmations(int confirmations) {
    return call(
        Wrappers.PROTOCOL_KEYS,
        Wrappers.PROTOCOL_KEYS.setConfirmations(BigInteger.valueOf(confirmations)));
  }

  /** Activates a requested account; needs a unanimous vote. */
  public static ProposedCall activateAccount(String address) {
    return call(Wrappers.ACCOUNTS, Wrappers.ACCOUNTS.activate(Hex.address(address)));
  }

  /** Freezes an account. */
  public static ProposedCall freezeAccount(String address) {
    return call(Wrappers.ACCOUNTS, Wrappers.ACCOUNTS.freeze(Hex.address(address)));
  }

  /** Ends an account's freeze. */
  public static ProposedCall unfreezeAccount(String address) {
    return call(Wrappers.ACCOUNTS, Wrappers.ACCOUNTS.unfreeze(Hex.address(address)));
  }

  /** Revokes an account for good. */
  public static ProposedCall revokeAccount(String address) {
    return call(Wrappers.ACCOUNTS, Wrappers.ACCOUNTS.revoke(Hex.address(address)));
  }

  /** Admits a requested node. */
  public static ProposedCall admitNode(String nodeId) {
    return call(Wrappers.NODES, Wrappers.NODES.admit(word(nodeId)));
  }

  /** Removes a node. */
  public static ProposedCall removeNode(String nodeId) {
    return call(Wrappers.NODES, Wrappers.NODES.remove(word(nodeId)));
  }

  /** Sets how many validators there must be at least. */
  public static ProposedCall setMinimumValidators(long minimum) {
    return call(Wrappers.NODES, Wrappers.NODES.setMinimumValidators(BigInteger.valueOf(minimum)));
  }

  /** Takes a proxy out of service. */
  public static ProposedCall freezeService(String pathOrId) {
    return call(Wrappers.SERVICES, Wrappers.SERVICES.freeze(id(pathOrId)));
  }

  /** Ends a proxy's freeze. */
  public static ProposedCall unfreezeService(String pathOrId) {
    return call(Wrappers.SERVICES, Wrappers.SERVICES.unfreeze(id(pathOrId)));
  }

  /** Takes a subchain, application or business contract out of service. */
  public static ProposedCall freezeItem(Subchain.Item item, String pathOrId) {
    return call(Wrappers.SUBCHAINS, Wrappers.SUBCHAINS.freeze(ordinal(item), id(pathOrId)));
  }

  /** Ends the freeze of a subchain, application or business contract. */
  public static ProposedCall unfreezeItem(Subchain.Item item, String pathOrId) {
    return call(Wrappers.SUBCHAINS, Wrappers.SUBCHAINS.unfreeze(ordinal(item), id(pathOrId)));
  }

  /** Lowers the class of the data that a business contract handles. */
  public static ProposedCall declassifyContract(String pathOrId, DataClass dataClass) {
    return call(
        Wrappers.SUBCHAINS,
        Wrappers.SUBCHAINS.declassifyContract(id(pathOrId), ordinal(dataClass)));
  }

  /** Lifts an institution's restriction and sets its score. */
  public static ProposedCall restoreCredit(String codeOrId, int score) {
    return call(Wrappers.CREDIT, Wrappers.CREDIT.restore(id(codeOrId), BigInteger.valueOf(score)));
  }

  /** Says that two institutions belong together, or no longer do. */
  public static ProposedCall setAffiliated(String one, String other, boolean affiliated) {
    return call(Wrappers.CREDIT, Wrappers.CREDIT.setAffiliated(id(one), id(other), affiliated));
  }

  /** Changes how outcomes move scores from now on. */
  public static ProposedCall setCreditRules(CreditRules rules) {
    return call(
        Wrappers.CREDIT,
        Wrappers.CREDIT.setRules(
            new Credit.Rules(
                BigInteger.valueOf(rules.start()),
                BigInteger.valueOf(rules.threshold()),
                BigInteger.valueOf(rules.ceiling()),
                BigInteger.valueOf(rules.settled()),
                BigInteger.valueOf(rules.failed()),
                BigInteger.valueOf(rules.late()),
                BigInteger.valueOf(rules.disputed()),
                BigInteger.valueOf(rules.escalated()),
                BigInteger.valueOf(rules.mostGain()),
                BigInteger.valueOf(rules.mostLoss()),
                BigInteger.valueOf(rules.windowSeconds()))));
  }

  /** Lowers a data set's sensitivity. */
  public static ProposedCall lowerSensitivity(String pathOrId, DataSet.Sensitivity sensitivity) {
    return call(
        Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.lower(id(pathOrId), ordinal(sensitivity)));
  }

  /** Forbids every use of a data set. */
  public static ProposedCall freezeDataSet(String pathOrId) {
    return call(Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.freeze(id(pathOrId)));
  }

  /** Ends a data set's freeze. */
  public static ProposedCall unfreezeDataSet(String pathOrId) {
    return call(Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.unfreeze(id(pathOrId)));
  }

  /** Approves the requested grant of core data. */
  public static ProposedCall approveGrant(String pathOrId, String institution) {
    return call(
        Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.approveGrant(id(pathOrId), id(institution)));
  }

  /** Ends a grant, or turns the request for it down. */
  public static ProposedCall cancelGrant(String pathOrId, String institution) {
    return call(
        Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.cancelGrant(id(pathOrId), id(institution)));
  }

  /** Freezes a pipeline. */
  public static ProposedCall freezePipeline(String pathOrId) {
    return call(Wrappers.PIPELINES, Wrappers.PIPELINES.freeze(id(pathOrId)));
  }

  /** Ends a pipeline's freeze. */
  public static ProposedCall unfreezePipeline(String pathOrId) {
    return call(Wrappers.PIPELINES, Wrappers.PIPELINES.unfreeze(id(pathOrId)));
  }

  /** Declares an escalated transaction resolved. */
  public static ProposedCall resolveTransaction(String transaction, String note) {
    return call(Wrappers.TRANSACTIONS, Wrappers.TRANSACTIONS.resolve(word(transaction), note));
  }

  /** Changes the majority that a call needs; {@code NONE} forbids it. */
  public static ProposedCall setPolicy(String target, String selector, WorkOrder.Policy policy) {
    return call(
        Wrappers.WORK_ORDERS,
        Wrappers.WORK_ORDERS.setPolicy(
            Hex.address(target), Hex.bytes(Hex.fixed(selector, 4, "selector")), ordinal(policy)));
  }

  /** Changes how long work orders may be voted on, and executed after that; seconds. */
  public static ProposedCall setPeriods(long votingPeriod, long gracePeriod) {
    return call(
        Wrappers.WORK_ORDERS,
        Wrappers.WORK_ORDERS.setPeriods(
            BigInteger.valueOf(votingPeriod), BigInteger.valueOf(gracePeriod)));
  }

  /** Lets accounts of another role call these functions of a contract. */
  public static ProposedCall setFunctionRole(
      String target, List<String> selectors, Account.Role role) {
    List<byte[]> functions =
        selectors.stream().map(text -> Hex.bytes(Hex.fixed(text, 4, "selector"))).toList();
    return call(
        Wrappers.ACCOUNTS,
        Wrappers.ACCOUNTS.setTargetFunctionRole(Hex.address(target), functions, ordinal(role)));
  }

  /** Puts a further contract into the directory. */
  public static ProposedCall registerGovernedContract(String name, String location) {
    return call(Wrappers.CONTRACTS, Wrappers.CONTRACTS.register(name, Hex.address(location)));
  }

  /**
   * Decides on a new governance contract by the hash of its creation code.
   *
   * @param data call to initialise it with, {@code 0x} for none
   */
  public static ProposedCall deployGovernedContract(
      String name, String creationCodeHash, String data) {
    return call(
        Wrappers.CONTRACTS,
        Wrappers.CONTRACTS.deploy(name, word(creationCodeHash), Hex.bytes(data)));
  }

  /**
   * Upgrades a governance contract.
   *
   * @param data call to make on the new implementation, {@code 0x} for none
   */
  public static ProposedCall upgradeGovernedContract(
      String name, String implementation, String data) {
    return call(
        Wrappers.CONTRACTS,
        Wrappers.CONTRACTS.upgrade(name, Hex.address(implementation), Hex.bytes(data)));
  }

  /** Freezes a governance contract: nobody but work orders can call it. */
  public static ProposedCall freezeGovernedContract(String name) {
    return call(Wrappers.CONTRACTS, Wrappers.CONTRACTS.freeze(name));
  }

  /** Ends a governance contract's freeze. */
  public static ProposedCall unfreezeGovernedContract(String name) {
    return call(Wrappers.CONTRACTS, Wrappers.CONTRACTS.unfreeze(name));
  }

  /** Retires a governance contract for good. */
  public static ProposedCall retireGovernedContract(String name) {
    return call(Wrappers.CONTRACTS, Wrappers.CONTRACTS.retire(name));
  }

  private static ProposedCall call(Contract contract, RemoteFunctionCall<?> function) {
    return new ProposedCall(contract.getContractAddress(), function.encodeFunctionCall());
  }
}
