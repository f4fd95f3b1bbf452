package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import java.math.BigInteger;

/**
 * A vote signed by EIP-712, which anybody may submit. It counts as long as the voter's nonce has
 * not moved and the work order is open.
 *
 * @param workOrder the work order's id
 * @param voter the governor's address
 * @param nonce {@link Members#voteNonce} of the voter
 * @param signature r, s and v (27 or 28), 65 bytes of hex
 */
public record Ballot(
    long chainId,
    String workOrder,
    WorkOrder.Vote vote,
    String voter,
    BigInteger nonce,
    String signature) {

  private static final String TYPE =
      "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)";

  /** Signs a vote with the governor's key; needs no connection. */
  public static Ballot sign(
      SigningKey key, long chainId, String workOrder, WorkOrder.Vote vote, BigInteger nonce) {
    byte[] digest = digest(chainId, workOrder, vote, key.address(), nonce);
    String signature = Hex.of(key.signDigest(digest).withRecovery());
    return new Ballot(chainId, workOrder, vote, key.address(), nonce, signature);
  }

  static byte[] digest(
      long chainId, String workOrder, WorkOrder.Vote vote, String voter, BigInteger nonce) {
    return TypedData.digest(
        "Govchain WorkOrders",
        GovernanceAddresses.WORK_ORDERS,
        chainId,
        TYPE,
        Hex.hash(workOrder),
        TypedData.number(vote.ordinal()),
        TypedData.address(voter),
        AbiValues.word(nonce));
  }
}
