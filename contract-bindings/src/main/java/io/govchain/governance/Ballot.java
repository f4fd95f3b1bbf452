package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.SigningKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A vote signed by EIP-712, which anybody may submit. It counts as long as the voter's nonce has
 * not moved and the work order is open. With a reason it is the contract's extended ballot, so that
 * nobody who submits it can change the reason or leave it away.
 *
 * @param workOrder the work order's id
 * @param voter the governor's address
 * @param nonce {@link Members#voteNonce} of the voter
 * @param reason for everybody to read; empty for none
 * @param signature r, s and v (27 or 28), 65 bytes of hex
 */
public record Ballot(
    long chainId,
    String workOrder,
    WorkOrder.Vote vote,
    String voter,
    BigInteger nonce,
    String reason,
    String signature) {

  /**
   * Characters of a signed reason, as Unicode counts them: whoever submits a ballot pays for them.
   */
  public static final int LONGEST_REASON = 1000;

  private static final String TYPE =
      "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)";
  private static final String TYPE_WITH_REASON =
      "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,"
          + "string reason,bytes params)";

  /** Counting takes no parameters, and without them the contract tells the vote as any other. */
  static final String NO_PARAMETERS = "0x";

  /** Signs a vote without a reason with the governor's key; needs no connection. */
  public static Ballot sign(
      SigningKey key, long chainId, String workOrder, WorkOrder.Vote vote, BigInteger nonce) {
    return sign(key, chainId, workOrder, vote, nonce, "");
  }

  /**
   * Signs a vote with the governor's key; needs no connection.
   *
   * @param reason at most {@value #LONGEST_REASON} characters; empty for none
   */
  public static Ballot sign(
      SigningKey key,
      long chainId,
      String workOrder,
      WorkOrder.Vote vote,
      BigInteger nonce,
      String reason) {
    int length = reason.codePointCount(0, reason.length());
    if (length > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "reason: expected at most %d characters, actual %d".formatted(LONGEST_REASON, length));
    }
    Ballot unsigned = new Ballot(chainId, workOrder, vote, key.address(), nonce, reason, "");
    return unsigned.with(Hex.of(key.signDigest(unsigned.digest()).withRecovery()));
  }

  private byte[] digest() {
    List<String> words =
        new ArrayList<>(
            List.of(
                Hex.hash(workOrder),
                TypedData.number(vote.ordinal()),
                TypedData.address(voter),
                AbiValues.word(nonce)));
    if (!reason.isEmpty()) {
      words.add(Keccak.ofText(reason));
      words.add(Keccak.ofHex(NO_PARAMETERS));
    }
    return TypedData.digest(
        "Govchain WorkOrders",
        GovernanceAddresses.WORK_ORDERS,
        chainId,
        reason.isEmpty() ? TYPE : TYPE_WITH_REASON,
        words.toArray(String[]::new));
  }

  private Ballot with(String newSignature) {
    return new Ballot(chainId, workOrder, vote, voter, nonce, reason, newSignature);
  }
}
