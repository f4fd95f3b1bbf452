package io.govchain.governance;

import static io.govchain.governance.AbiValues.ordinal;
import static io.govchain.governance.AbiValues.word;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import java.math.BigInteger;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.Contract;

/**
 * The calls around membership that accounts make themselves, beyond those of {@link
 * GovernanceCalls}: reviews, rotation, protocol keys, votes by signature.
 */
public final class MemberCalls {

  private MemberCalls() {}

  /** Puts a recommendation on an application on record; by a genesis institution's member. */
  public static Call review(
      String applicationId, MembershipReview.Recommendation recommendation, String reportDigest) {
    return call(
        Wrappers.INSTITUTIONS,
        Wrappers.INSTITUTIONS.review(
            word(applicationId), ordinal(recommendation), word(reportDigest)));
  }

  /**
   * Makes it visible that the vote on admission went against the applicant; anybody may.
   *
   * @param refused the refused work order, which must be the admission alone
   */
  public static Call recordRejection(String applicationId, Proposal refused) {
    return call(
        Wrappers.INSTITUTIONS,
        Wrappers.INSTITUTIONS.recordRejection(
            word(applicationId), word(refused.descriptionHash())));
  }

  /**
   * Replaces the caller's key: the account of the new key takes over.
   *
   * @param publicKey of the successor, X||Y, 64 bytes
   * @param consent made by {@link AccountConsent#signRotation} with the new key
   */
  public static Call rotateAccount(String publicKey, String consent) {
    return call(
        Wrappers.ACCOUNTS, Wrappers.ACCOUNTS.rotate(Hex.bytes(publicKey), Hex.bytes(consent)));
  }

  /**
   * Registers the caller's next protocol key of a suite.
   *
   * @param validUntil first second in which it shall not count any more; 0 for no end
   * @param proof the key's signature of {@link KeyPossession#digest}
   */
  public static Call registerKey(
      ProtocolKey.Suite suite, String publicKey, long validUntil, String proof) {
    return call(
        Wrappers.PROTOCOL_KEYS,
        Wrappers.PROTOCOL_KEYS.register(
            ordinal(suite),
            Hex.bytes(publicKey),
            BigInteger.valueOf(validUntil),
            Hex.bytes(proof)));
  }

  /** States that the caller checked the proof of another institution's protocol key. */
  public static Call confirmKey(String account, ProtocolKey.Suite suite, long version) {
    return call(
        Wrappers.PROTOCOL_KEYS,
        Wrappers.PROTOCOL_KEYS.confirm(
            Hex.address(account), ordinal(suite), BigInteger.valueOf(version)));
  }

  /** Ends a protocol key of the caller, or of an account of the caller's institution. */
  public static Call revokeKey(String account, ProtocolKey.Suite suite, long version) {
    return call(
        Wrappers.PROTOCOL_KEYS,
        Wrappers.PROTOCOL_KEYS.revoke(
            Hex.address(account), ordinal(suite), BigInteger.valueOf(version)));
  }

  /** Submits a vote that a governor signed; anybody may. */
  public static Call submitVote(Ballot ballot) {
    BigInteger order = AbiValues.number(ballot.workOrder());
    BigInteger vote = ordinal(ballot.vote());
    String voter = Hex.address(ballot.voter());
    byte[] signature = Hex.bytes(ballot.signature());
    return call(
        Wrappers.WORK_ORDERS,
        ballot.reason().isEmpty()
            ? Wrappers.WORK_ORDERS.castVoteBySig(order, vote, voter, signature)
            : Wrappers.WORK_ORDERS.castVoteWithReasonAndParamsBySig(
                order, vote, voter, ballot.reason(), Hex.bytes(Ballot.NO_PARAMETERS), signature));
  }

  private static Call call(Contract contract, RemoteFunctionCall<?> function) {
    String data = function.encodeFunctionCall();
    return new Call(contract.getContractAddress(), data, GasLimits.write(data));
  }
}
