package io.govchain.governance;

import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.AbiValues.ordinal;
import static io.govchain.governance.AbiValues.word;
import static io.govchain.governance.AbiValues.wordOrZero;

import io.govchain.contracts.generated.DataLedger;
import io.govchain.evm.send.Call;
import java.math.BigInteger;
import java.util.Optional;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.Contract;

/**
 * Builds the calls by which accounts form alliances and share data. Who may make a call is said in
 * the contracts' own documentation.
 */
public final class SharingCalls {

  private SharingCalls() {}

  /** Founds an alliance, split from an origin if given, that the caller's institution leads. */
  public static Call foundAlliance(
      String code, String name, String scenario, Optional<String> origin) {
    return call(
        Wrappers.ALLIANCES,
        Wrappers.ALLIANCES.found(
            Paths.checkCode(code),
            name,
            Paths.checkCode(scenario),
            wordOrZero(origin.map(Paths::id))));
  }

  /** Invites an institution, or approves its request. */
  public static Call inviteToAlliance(String alliance, String institution) {
    return call(Wrappers.ALLIANCES, Wrappers.ALLIANCES.invite(id(alliance), id(institution)));
  }

  /** Accepts an invitation, or asks to join. */
  public static Call joinAlliance(String alliance) {
    return call(Wrappers.ALLIANCES, Wrappers.ALLIANCES.join(id(alliance)));
  }

  /** Takes an invitation or request back, or declines it. */
  public static Call withdrawAllianceConsent(String alliance, String institution) {
    return call(
        Wrappers.ALLIANCES, Wrappers.ALLIANCES.withdrawConsent(id(alliance), id(institution)));
  }

  /** Leaves an alliance. */
  public static Call leaveAlliance(String alliance) {
    return call(Wrappers.ALLIANCES, Wrappers.ALLIANCES.leave(id(alliance)));
  }

  /** Changes what a member may do; by the lead. */
  public static Call setAllianceRole(String alliance, String institution, Alliance.Role role) {
    return call(
        Wrappers.ALLIANCES,
        Wrappers.ALLIANCES.setRole(id(alliance), id(institution), ordinal(role)));
  }

  /** Offers the lead to a member; empty takes the offer back. */
  public static Call offerAllianceLead(String alliance, Optional<String> institution) {
    return call(
        Wrappers.ALLIANCES,
        Wrappers.ALLIANCES.offerLead(id(alliance), wordOrZero(institution.map(Paths::id))));
  }

  /** Takes the offered lead. */
  public static Call acceptAllianceLead(String alliance) {
    return call(Wrappers.ALLIANCES, Wrappers.ALLIANCES.acceptLead(id(alliance)));
  }

  /** Adds a subchain of the caller's institution. */
  public static Call addAllianceSubchain(String alliance, String subchain) {
    return call(Wrappers.ALLIANCES, Wrappers.ALLIANCES.addSubchain(id(alliance), id(subchain)));
  }

  /** Removes a subchain. */
  public static Call removeAllianceSubchain(String alliance, String subchain) {
    return call(Wrappers.ALLIANCES, Wrappers.ALLIANCES.removeSubchain(id(alliance), id(subchain)));
  }

  /** Supports a motion about an institution, or to dissolve the alliance. */
  public static Call supportMotion(
      String alliance, Alliance.Motion motion, Optional<String> institution) {
    return call(
        Wrappers.ALLIANCES,
        Wrappers.ALLIANCES.support(
            id(alliance), ordinal(motion), wordOrZero(institution.map(Paths::id))));
  }

  /** Offers the whole alliance to another one; empty takes the offer back. */
  public static Call offerAllianceMerge(String alliance, Optional<String> into) {
    return call(
        Wrappers.ALLIANCES,
        Wrappers.ALLIANCES.offerMerge(id(alliance), wordOrZero(into.map(Paths::id))));
  }

  /** Takes an offered alliance in. */
  public static Call acceptAllianceMerge(String alliance, String into) {
    return call(Wrappers.ALLIANCES, Wrappers.ALLIANCES.acceptMerge(id(alliance), id(into)));
  }

  /** Registers a data set of the caller's institution. */
  public static Call registerDataSet(
      String code, DataSet.Sensitivity sensitivity, DataSet.Description description) {
    return call(
        Wrappers.DATA_LEDGER,
        Wrappers.DATA_LEDGER.register(
            Paths.checkCode(code), ordinal(sensitivity), struct(description)));
  }

  /** Describes a new version of a data set. */
  public static Call describeDataSet(String dataSet, DataSet.Description description) {
    return call(
        Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.describe(id(dataSet), struct(description)));
  }

  /** Raises a data set's sensitivity. */
  public static Call raiseSensitivity(String dataSet, DataSet.Sensitivity sensitivity) {
    return call(
        Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.raise(id(dataSet), ordinal(sensitivity)));
  }

  /** Suspends a data set. */
  public static Call suspendDataSet(String dataSet) {
    return call(Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.suspend(id(dataSet)));
  }

  /** Ends a data set's suspension. */
  public static Call resumeDataSet(String dataSet) {
    return call(Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.resume(id(dataSet)));
  }

  /** Retires a data set for good. */
  public static Call retireDataSet(String dataSet) {
    return call(Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.retire(id(dataSet)));
  }

  /**
   * Grants the use of a data set, or requests it where the data are core.
   *
   * @param until last second of the grant
   * @param purpose digest of what was agreed on
   */
  public static Call grantData(String dataSet, String institution, long until, String purpose) {
    return call(
        Wrappers.DATA_LEDGER,
        Wrappers.DATA_LEDGER.grant(
            id(dataSet), id(institution), BigInteger.valueOf(until), word(purpose)));
  }

  /** Ends a grant. */
  public static Call revokeData(String dataSet, String institution) {
    return call(Wrappers.DATA_LEDGER, Wrappers.DATA_LEDGER.revoke(id(dataSet), id(institution)));
  }

  /** Records a use; by a cross-chain account of the user. */
  public static Call recordDataUse(String dataSet, String digest, Optional<String> transaction) {
    return call(
        Wrappers.DATA_LEDGER,
        Wrappers.DATA_LEDGER.recordUse(id(dataSet), word(digest), wordOrZero(transaction)));
  }

  private static DataLedger.Description struct(DataSet.Description description) {
    return new DataLedger.Description(
        description.name(),
        description.kind(),
        word(description.digest()),
        description.volume(),
        description.value());
  }

  private static Call call(Contract contract, RemoteFunctionCall<?> function) {
    String data = function.encodeFunctionCall();
    return new Call(contract.getContractAddress(), data, GasLimits.write(data));
  }
}
