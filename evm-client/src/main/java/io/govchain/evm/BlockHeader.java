package io.govchain.evm;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block header with every field that its hash covers. Hashes, addresses and data are hex.
 *
 * @param hash as stated by the node; {@code proof.HeaderRlp} checks it
 * @param timestamp unix seconds
 * @param baseFeePerGas and the fields after it: empty on chains whose rules do not have them; a
 *     field is never present after an empty one
 */
public record BlockHeader(
    long number,
    String hash,
    String parentHash,
    long timestamp,
    String ommersHash,
    String beneficiary,
    String stateRoot,
    String transactionsRoot,
    String receiptsRoot,
    String logsBloom,
    BigInteger difficulty,
    long gasLimit,
    long gasUsed,
    String extraData,
    String mixHash,
    String nonce,
    Optional<BigInteger> baseFeePerGas,
    Optional<String> withdrawalsRoot,
    Optional<Long> blobGasUsed,
    Optional<Long> excessBlobGas,
    Optional<String> parentBeaconBlockRoot,
    Optional<String> requestsHash) {

  public BlockHeader {
    boolean ended = false;
    for (Optional<?> field :
        List.of(
            baseFeePerGas,
            withdrawalsRoot,
            blobGasUsed,
            excessBlobGas,
            parentBeaconBlockRoot,
            requestsHash)) {
      if (field.isPresent() && ended) {
        throw new IllegalArgumentException(
            "header of block " + number + ": an optional field is present after an absent one");
      }
      ended = field.isEmpty();
    }
  }

  /** This header with another {@code extraData}. */
  public BlockHeader withExtraData(String other) {
    return new BlockHeader(
        number,
        hash,
        parentHash,
        timestamp,
        ommersHash,
        beneficiary,
        stateRoot,
        transactionsRoot,
        receiptsRoot,
        logsBloom,
        difficulty,
        gasLimit,
        gasUsed,
        other,
        mixHash,
        nonce,
        baseFeePerGas,
        withdrawalsRoot,
        blobGasUsed,
        excessBlobGas,
        parentBeaconBlockRoot,
        requestsHash);
  }

  /** The RLP encoding as hex: 15 to 21 fields by the chain's rules. */
  public String rlp() {
    return Hex.of(encoded());
  }

  /** The RLP encoding. */
  public byte[] encoded() {
    List<Rlp> fields = new ArrayList<>();
    for (String hex :
        List.of(
            parentHash,
            ommersHash,
            beneficiary,
            stateRoot,
            transactionsRoot,
            receiptsRoot,
            logsBloom)) {
      fields.add(Rlp.hex(hex));
    }
    fields.add(Rlp.number(difficulty));
    for (long quantity : List.of(number, gasLimit, gasUsed, timestamp)) {
      fields.add(Rlp.number(quantity));
    }
    fields.addAll(List.of(Rlp.hex(extraData), Rlp.hex(mixHash), Rlp.hex(nonce)));
    baseFeePerGas.map(Rlp::number).ifPresent(fields::add);
    withdrawalsRoot.map(Rlp::hex).ifPresent(fields::add);
    blobGasUsed.map(Rlp::number).ifPresent(fields::add);
    excessBlobGas.map(Rlp::number).ifPresent(fields::add);
    parentBeaconBlockRoot.map(Rlp::hex).ifPresent(fields::add);
    requestsHash.map(Rlp::hex).ifPresent(fields::add);
    return Rlp.list(fields).encode();
  }
}
