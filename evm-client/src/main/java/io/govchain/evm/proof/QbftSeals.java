package io.govchain.evm.proof;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.Signature;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Commit seals of a QBFT block. That a header lists validators proves nothing: whoever forges a
 * header lists his own. So the set always comes from the caller: a registered anchor, the list in a
 * header already verified, or the state of the parent block.
 */
public final class QbftSeals {
  private QbftSeals() {}

  /** Seals that a block needs among so many validators: two thirds, rounded up. */
  public static int quorum(int validators) {
    return (2 * validators + 2) / 3;
  }

  /** Whether the header has QBFT's extra data at all, which is where seals are. */
  public static boolean areIn(BlockHeader header) {
    return QbftExtraData.isQbft(header.extraData());
  }

  /** The validators that the header itself names; none where a contract selects them. */
  public static List<String> listedValidators(BlockHeader header) {
    return QbftExtraData.parse(header.extraData()).validators();
  }

  /**
   * Header mode: the header must list exactly these validators and carry a quorum of their seals.
   *
   * @return those who sealed
   * @throws ProofException if it does not
   */
  public static Set<String> verifyHeaderMode(BlockHeader header, Collection<String> validators) {
    Set<String> listed = new TreeSet<>(listedValidators(header));
    Set<String> expected = new TreeSet<>(validators);
    if (!listed.equals(expected)) {
      throw new ProofException(
          "block %d: expected the validators %s, its header lists %s"
              .formatted(header.number(), expected, listed));
    }
    return verifySeals(header, validators);
  }

  /**
   * Contract mode: the header must list no validators and carry a quorum of seals of this set.
   *
   * @return those who sealed
   * @throws ProofException if it does not
   */
  public static Set<String> verifyContractMode(BlockHeader header, Collection<String> validators) {
    List<String> listed = listedValidators(header);
    if (!listed.isEmpty()) {
      throw new ProofException(
          "block %d: a contract selects its validators, yet its header lists %s"
              .formatted(header.number(), listed));
    }
    return verifySeals(header, validators);
  }

  /** Either mode, told by whether the header lists validators. */
  public static Set<String> verify(BlockHeader header, Collection<String> validators) {
    return listedValidators(header).isEmpty()
        ? verifyContractMode(header, validators)
        : verifyHeaderMode(header, validators);
  }

  private static Set<String> verifySeals(BlockHeader header, Collection<String> validators) {
    HeaderRlp.requireHash(header);
    Set<String> members = new LinkedHashSet<>(validators.stream().map(Hex::address).toList());
    if (members.isEmpty()) {
      throw new ProofException("block " + header.number() + ": the validator set is empty");
    }
    QbftExtraData extra = QbftExtraData.parse(header.extraData());
    byte[] digest = Keccak.hash(header.withExtraData(extra.forSeals()).encoded());
    Set<String> signers = new LinkedHashSet<>();
    for (String seal : extra.seals()) {
      String signer = signer(header, seal, digest);
      if (!members.contains(signer)) {
        throw new ProofException(
            "block %d: sealed by %s, which is not among the validators %s"
                .formatted(header.number(), signer, members));
      }
      if (!signers.add(signer)) {
        throw new ProofException("block %d: %s sealed it twice".formatted(header.number(), signer));
      }
    }
    if (signers.size() < quorum(members.size())) {
      throw new ProofException(
          "block %d: expected at least %d seals of %d validators, got %d"
              .formatted(header.number(), quorum(members.size()), members.size(), signers.size()));
    }
    return signers;
  }

  private static String signer(BlockHeader header, String seal, byte[] digest) {
    byte[] bytes = Hex.bytes(seal);
    BigInteger r = new BigInteger(1, Arrays.copyOf(bytes, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
    return Signature.recover(r, s, bytes[64], digest)
        .map(Signature::addressOf)
        .orElseThrow(
            () ->
                new ProofException(
                    "block %d: seal %s fits no key".formatted(header.number(), seal)));
  }
}
