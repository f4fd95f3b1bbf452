package io.govchain.testnet;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import org.web3j.utils.Numeric;

/** The {@code extraData} of a QBFT genesis block: RLP[vanity, validators, vote, round, seals]. */
final class QbftExtraData {
  private static final int VANITY_BYTES = 32;

  private QbftExtraData() {}

  /** Names the first validators; with none, they are asked from the validator contract. */
  static String of(List<String> validators) {
    // Besu keeps the list sorted and other orders would not be found again in later headers.
    List<RlpType> addresses =
        validators.stream()
            .map(address -> address.toLowerCase(Locale.ROOT))
            .sorted()
            .<RlpType>map(address -> RlpString.create(Numeric.hexStringToByteArray(address)))
            .toList();
    RlpList noVote = new RlpList();
    RlpList noSeals = new RlpList();
    return Numeric.toHexString(
        RlpEncoder.encode(
            new RlpList(
                RlpString.create(new byte[VANITY_BYTES]),
                new RlpList(addresses),
                noVote,
                RlpString.create(BigInteger.ZERO),
                noSeals)));
  }
}
