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

  static boolean isQbft(String extraData) {
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
