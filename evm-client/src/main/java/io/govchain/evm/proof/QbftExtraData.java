package io.govchain.evm.proof;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import java.util.List;

/**
 * A QBFT header's extra data: {@code [vanity, validators, vote, round, seals]}.
 *
 * @param validators those that sign this block; empty where a contract selects them
 * @param round in which the block was agreed
 * @param seals commit seals, each r, s and v in 65 bytes
 */
public record QbftExtraData(
    Rlp vanity, List<String> validators, Rlp vote, long round, List<String> seals) {
  private static final int MAX_VALIDATORS = 1000;

  /** Characters of 32 bytes as hex. */
  private static final int SHORTEST = 66;

  /** First digit of every list's encoding, or a greater one. */
  private static final int LIST = 0xc;

  public QbftExtraData {
    validators = List.copyOf(validators);
    seals = List.copyOf(seals);
  }

  /**
   * Reads extra data as hex.
   *
   * @throws ProofException if it is not QBFT's
   */
  public static QbftExtraData parse(String extraData) {
    try {
      List<Rlp> parts = Rlp.decode(Hex.bytes(extraData)).asList("extra data", 5);
      List<Rlp> validators = parts.get(1).asList("validators");
      List<Rlp> seals = parts.get(4).asList("seals");
      if (validators.size() > MAX_VALIDATORS || seals.size() > MAX_VALIDATORS) {
        throw new ProofException(
            "QBFT extra data: %d validators and %d seals, at most %d are accepted"
                .formatted(validators.size(), seals.size(), MAX_VALIDATORS));
      }
      parts.get(0).asBytes("vanity", 32);
      return new QbftExtraData(
          parts.get(0),
          validators.stream().map(item -> Hex.of(item.asBytes("validator", 20))).toList(),
          parts.get(2),
          parts.get(3).asLong("round"),
          seals.stream().map(item -> Hex.of(item.asBytes("seal", 65))).toList());
    } catch (IllegalArgumentException e) {
      throw new ProofException("QBFT extra data: " + e.getMessage(), e);
    }
  }

  /**
   * Whether this may be QBFT's: a list that has room for the vanity. Tells those of other chains
   * apart without an exception for each.
   */
  public static boolean mayBeQbft(String extraData) {
    return extraData.length() > SHORTEST && Character.digit(extraData.charAt(2), 16) >= LIST;
  }

  static boolean isQbft(String extraData) {
    if (!mayBeQbft(extraData)) {
      return false;
    }
    try {
      parse(extraData);
      return true;
    } catch (ProofException other) {
      return false;
    }
  }

  /** Round 0 and no seals: what the block hash covers. */
  String forBlockHash() {
    return encoded(0);
  }

  /** The real round and no seals: what validators seal. */
  String forSeals() {
    return encoded(round);
  }

  private String encoded(long inRound) {
    return Hex.of(
        Rlp.list(
                vanity,
                Rlp.list(validators.stream().map(Rlp::hex).toList()),
                vote,
                Rlp.number(inRound),
                Rlp.list())
            .encode());
  }
}
