package io.govchain.crosschain.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.signing.Signature;
import io.govchain.evm.signing.SigningKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the block of some evidence under commit seals, as validators of a QBFT chain would, or as
 * somebody else would like to have it. That the rule is Besu's is shown by {@link SealedBlocksTest}
 * on blocks of a real network.
 *
 * @param listed validators that the header names; none where a contract selects them
 * @param sealers who seal, as often as they are named
 * @param round that the header states
 * @param sealedRound that the seals are made for
 */
record SealedEvidence(List<String> listed, List<SigningKey> sealers, long round, long sealedRound) {

  /** The evidence with a header that is sealed like this. */
  ObjectNode of(ObjectNode evidence) {
    BlockHeader plain =
        HeaderRlp.decode(evidence.get("header").asText(), evidence.get("blockHash").asText());
    byte[] digest = Keccak.hash(plain.withExtraData(extraData(sealedRound, List.of())).encoded());
    List<Rlp> seals = new ArrayList<>();
    for (SigningKey sealer : sealers) {
      seals.add(seal(sealer.signDigest(digest)));
    }
    BlockHeader sealed = plain.withExtraData(extraData(round, seals));
    return evidence
        .deepCopy()
        .put("header", sealed.rlp())
        .put("blockHash", HeaderRlp.hash(sealed, HeaderRlp.HashRule.QBFT));
  }

  private static Rlp seal(Signature signature) {
    byte[] bytes = Arrays.copyOf(signature.compact(), 65);
    bytes[64] = (byte) signature.recoveryId();
    return Rlp.bytes(bytes);
  }

  private String extraData(long inRound, List<Rlp> seals) {
    return Hex.of(
        Rlp.list(
                Rlp.hex("0x" + "00".repeat(32)),
                Rlp.list(listed.stream().map(Rlp::hex).toList()),
                Rlp.list(),
                Rlp.number(inRound),
                Rlp.list(seals))
            .encode());
  }
}
