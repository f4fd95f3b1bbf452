package io.govchain.evm.proof;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import java.util.List;
import java.util.Optional;

/** Block headers as bytes, and the hash that names a block. */
public final class HeaderRlp {
  private static final int LEAST_FIELDS = 15;
  private static final int MOST_FIELDS = 21;

  private HeaderRlp() {}

  /** The encoding as hex. */
  public static String encode(BlockHeader header) {
    return header.rlp();
  }

  /** What a chain's block hash is taken over. */
  public enum HashRule {
    /** The header as it is. */
    PLAIN,
    /**
     * Besu's QBFT: the header without commit seals and with round 0, so that every node's copy has
     * the same hash.
     */
    QBFT
  }

  /** The hash of this header under a rule; under QBFT, the extra data must be QBFT's. */
  public static String hash(BlockHeader header, HashRule rule) {
    return switch (rule) {
      case PLAIN -> Hex.of(Keccak.hash(header.encoded()));
      case QBFT -> {
        QbftExtraData extra = QbftExtraData.parse(header.extraData());
        yield Hex.of(Keccak.hash(header.withExtraData(extra.forBlockHash()).encoded()));
      }
    };
  }

  /**
   * The rule under which the header has the hash it states. A genesis block of a QBFT chain follows
   * the plain one.
   *
   * @throws ProofException if there is none
   */
  public static HashRule requireHash(BlockHeader header) {
    String plain = hash(header, HashRule.PLAIN);
    if (plain.equals(header.hash())) {
      return HashRule.PLAIN;
    }
    if (QbftExtraData.isQbft(header.extraData())
        && hash(header, HashRule.QBFT).equals(header.hash())) {
      return HashRule.QBFT;
    }
    throw new ProofException(
        "header of block %d: it states hash %s, its fields give %s"
            .formatted(header.number(), header.hash(), plain));
  }

  /**
   * Reads an encoding as hex that is said to have this hash.
   *
   * @throws ProofException if it is no header, or has another hash
   */
  public static BlockHeader decode(String rlp, String hash) {
    BlockHeader header = decode(rlp, Optional.of(hash));
    requireHash(header);
    return header;
  }

  /** Reads an encoding as hex; its hash is computed by the rule. */
  public static BlockHeader decode(String rlp, HashRule rule) {
    BlockHeader header = decode(rlp, Optional.empty());
    return decode(rlp, Optional.of(hash(header, rule)));
  }

  private static BlockHeader decode(String rlp, Optional<String> hash) {
    try {
      List<Rlp> f = Rlp.decode(Hex.bytes(rlp)).asList("header");
      if (f.size() < LEAST_FIELDS || f.size() > MOST_FIELDS) {
        throw new ProofException(
            "header: expected %d to %d fields, got %d"
                .formatted(LEAST_FIELDS, MOST_FIELDS, f.size()));
      }
      return new BlockHeader(
          f.get(8).asLong("number"),
          hash.map(Hex::hash).orElse(MerklePatriciaTrie.EMPTY_ROOT),
          Hex.of(f.get(0).asBytes("parent hash", 32)),
          f.get(11).asLong("timestamp"),
          Hex.of(f.get(1).asBytes("ommers hash", 32)),
          Hex.of(f.get(2).asBytes("beneficiary", 20)),
          Hex.of(f.get(3).asBytes("state root", 32)),
          Hex.of(f.get(4).asBytes("transactions root", 32)),
          Hex.of(f.get(5).asBytes("receipts root", 32)),
          Hex.of(f.get(6).asBytes("logs bloom", 256)),
          f.get(7).asNumber("difficulty"),
          f.get(9).asLong("gas limit"),
          f.get(10).asLong("gas used"),
          Hex.of(f.get(12).asBytes("extra data")),
          Hex.of(f.get(13).asBytes("mix hash", 32)),
          Hex.of(f.get(14).asBytes("nonce", 8)),
          field(f, 15).map(item -> item.asNumber("base fee")),
          field(f, 16).map(item -> Hex.of(item.asBytes("withdrawals root", 32))),
          field(f, 17).map(item -> item.asLong("blob gas used")),
          field(f, 18).map(item -> item.asLong("excess blob gas")),
          field(f, 19).map(item -> Hex.of(item.asBytes("parent beacon block root", 32))),
          field(f, 20).map(item -> Hex.of(item.asBytes("requests hash", 32))));
    } catch (IllegalArgumentException e) {
      throw new ProofException("header: " + e.getMessage(), e);
    }
  }

  private static Optional<Rlp> field(List<Rlp> fields, int index) {
    return index < fields.size() ? Optional.of(fields.get(index)) : Optional.empty();
  }
}
