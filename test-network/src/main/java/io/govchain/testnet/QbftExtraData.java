package io.govchain.testnet;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import java.util.List;

/** The {@code extraData} of a QBFT genesis block: RLP[vanity, validators, vote, round, seals]. */
final class QbftExtraData {
  private static final Rlp VANITY = Rlp.bytes(new byte[32]);
  private static final Rlp NO_VOTE = Rlp.list();
  private static final Rlp ROUND_ZERO = Rlp.number(0);
  private static final Rlp NO_SEALS = Rlp.list();

  private QbftExtraData() {}

  /** Names the first validators; with none, they are asked from the validator contract. */
  static String of(List<String> validators) {
    // Besu sorts the addresses in every later header; the first is to look the same.
    List<Rlp> addresses = validators.stream().map(Hex::address).sorted().map(Rlp::hex).toList();
    return Hex.of(Rlp.list(VANITY, Rlp.list(addresses), NO_VOTE, ROUND_ZERO, NO_SEALS).encode());
  }
}
