package io.govchain.console.relay;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.statement.TypedHash;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.WorkOrder;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * A ballot as the page sends it.
 *
 * @param reason for everybody to read; empty for none
 * @param signature r, s and v (27 or 28), 65 bytes of hex
 */
record SignedBallot(
    String workOrder, WorkOrder.Vote vote, String voter, String reason, String signature) {
  private static final String DOMAIN =
      "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
  private static final String TYPE =
      "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)";
  private static final String TYPE_WITH_REASON =
      "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,"
          + "string reason,bytes params)";

  /** The hash of none at all: counting takes no parameters. */
  private static final String NO_PARAMETERS = TypedHash.ofText("");

  /** Of a body that the contract let through. */
  static SignedBallot of(JsonNode json) {
    String signature = json.path("signature").asText().toLowerCase(Locale.ROOT);
    return new SignedBallot(
        json.path("workOrder").asText(),
        WorkOrder.Vote.values()[json.path("support").asInt()],
        json.path("voter").asText().toLowerCase(Locale.ROOT),
        json.path("reason").asText(),
        normalised(signature));
  }

  /** Some wallets say 0 or 1 where the chain expects 27 or 28. */
  private static String normalised(String signature) {
    return switch (signature.substring(130)) {
      case "00" -> signature.substring(0, 130) + "1b";
      case "01" -> signature.substring(0, 130) + "1c";
      default -> signature;
    };
  }

  /** The address that signed it for this nonce; empty if no key could have. */
  Optional<String> signer(long chainId, BigInteger nonce) {
    String domain =
        TypedHash.ofWords(
            TypedHash.ofText(DOMAIN),
            TypedHash.ofText("Govchain WorkOrders"),
            TypedHash.ofText("1"),
            TypedHash.word(BigInteger.valueOf(chainId)),
            TypedHash.word(GovernanceAddresses.WORK_ORDERS));
    return TypedHash.signer(TypedHash.digest(domain, struct(nonce)), signature);
  }

  private String struct(BigInteger nonce) {
    String support = TypedHash.word(BigInteger.valueOf(vote.ordinal()));
    String account = TypedHash.word(voter);
    String number = TypedHash.word(nonce);
    if (reason.isEmpty()) {
      return TypedHash.ofWords(TypedHash.ofText(TYPE), workOrder, support, account, number);
    }
    return TypedHash.ofWords(
        TypedHash.ofText(TYPE_WITH_REASON),
        workOrder,
        support,
        account,
        number,
        TypedHash.ofText(reason),
        NO_PARAMETERS);
  }

  /**
   * Stands for this very ballot for ever. One without a reason is called as it was before there
   * were any: what older versions left on disk is still found.
   *
   * @param attempt from 1; another one only once the transaction before can never take effect
   */
  String reference(int attempt) {
    String plain = String.join("/", workOrder, Integer.toString(vote.ordinal()), voter, signature);
    String ballot =
        Keccak.ofText(reason.isEmpty() ? plain : plain + "/" + TypedHash.ofText(reason));
    return attempt == 1 ? "ballot/" + ballot : "ballot/%s/%d".formatted(ballot, attempt);
  }
}
