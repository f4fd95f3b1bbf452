package io.govchain.evm.signing;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A signed transaction, read from its own bytes: hash and sender are computed, never taken from a
 * node's word.
 *
 * @param type 0 legacy, 1 access list, 2 dynamic fee, 3 blob (without its blobs), 4 set code
 * @param raw the bytes that are broadcast and that stand in the block's transaction trie
 * @param chainId empty for a legacy transaction without replay protection
 * @param from recovered from the signature
 * @param to empty when it creates a contract
 * @param data calldata or creation code as hex
 */
public record RawTransaction(
    int type,
    String raw,
    String hash,
    OptionalLong chainId,
    long nonce,
    String from,
    Optional<String> to,
    BigInteger value,
    long gasLimit,
    String data) {

  /** Field counts by type, signature included. */
  private static final int[] SIZES = {9, 11, 12, 14, 13};

  /** Where the gas limit stands by type; recipient, value and data follow it. */
  private static final int[] GAS_AT = {2, 3, 4, 4, 4};

  /**
   * Reads the encoding of one signed transaction.
   *
   * @throws IllegalArgumentException if it is not exactly one
   */
  public static RawTransaction parse(byte[] raw) {
    if (raw.length == 0) {
      throw new IllegalArgumentException("transaction: no bytes");
    }
    int first = raw[0] & 0xff;
    int type = first >= 0xc0 ? 0 : first;
    if (first < 0xc0 && (first < 1 || first > 4)) {
      throw new IllegalArgumentException("transaction: expected type 0 to 4, got " + first);
    }
    byte[] body = type == 0 ? raw : Arrays.copyOfRange(raw, 1, raw.length);
    List<Rlp> fields = Rlp.decode(body).asList("transaction of type " + type, SIZES[type]);
    return type == 0 ? legacy(raw, fields) : typed(type, raw, fields);
  }

  /** Reads the hex of one signed transaction. */
  public static RawTransaction parse(String raw) {
    return parse(Hex.bytes(raw));
  }

  /** What its sender offers per unit of gas. */
  public GasPrice gasPrice() {
    byte[] bytes = Hex.bytes(raw);
    byte[] body = type == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);
    List<Rlp> fields = Rlp.decode(body).asList("transaction of type " + type, SIZES[type]);
    return type < 2
        ? new GasPrice.Legacy(fields.get(type + 1).asNumber("gas price"))
        : new GasPrice.DynamicFee(
            fields.get(3).asNumber("most per gas"), fields.get(2).asNumber("tip per gas"));
  }

  private static RawTransaction legacy(byte[] raw, List<Rlp> fields) {
    BigInteger v = fields.get(6).asNumber("v");
    boolean isProtected = v.compareTo(BigInteger.valueOf(35)) >= 0;
    BigInteger offset = v.subtract(BigInteger.valueOf(isProtected ? 35 : 27));
    BigInteger chain = offset.shiftRight(1);
    if (offset.signum() < 0 || (!isProtected && chain.signum() > 0) || chain.bitLength() > 63) {
      throw new IllegalArgumentException("transaction: v is " + v);
    }
    List<Rlp> signed = new ArrayList<>(fields.subList(0, 6));
    if (isProtected) {
      signed.addAll(List.of(Rlp.number(chain), Rlp.number(0), Rlp.number(0)));
    }
    OptionalLong chainId = isProtected ? OptionalLong.of(chain.longValue()) : OptionalLong.empty();
    byte[] digest = Keccak.hash(Rlp.list(signed).encode());
    return of(0, raw, chainId, fields, offset.intValue() & 1, digest);
  }

  private static RawTransaction typed(int type, byte[] raw, List<Rlp> fields) {
    int unsigned = fields.size() - 3;
    byte[] body = Rlp.list(fields.subList(0, unsigned)).encode();
    byte[] payload = new byte[body.length + 1];
    payload[0] = (byte) type;
    System.arraycopy(body, 0, payload, 1, body.length);
    long parity = fields.get(unsigned).asLong("signature parity");
    if (parity > 1) {
      throw new IllegalArgumentException("transaction: signature parity is " + parity);
    }
    OptionalLong chainId = OptionalLong.of(fields.get(0).asLong("chain id"));
    return of(type, raw, chainId, fields, (int) parity, Keccak.hash(payload));
  }

  private static RawTransaction of(
      int type, byte[] raw, OptionalLong chainId, List<Rlp> fields, int parity, byte[] digest) {
    int gasAt = GAS_AT[type];
    byte[] to = fields.get(gasAt + 1).asBytes("to");
    if (to.length != 0 && to.length != 20) {
      throw new IllegalArgumentException("transaction: to has " + to.length + " bytes");
    }
    Signature signature =
        new Signature(
            fields.get(fields.size() - 2).asNumber("r"),
            fields.get(fields.size() - 1).asNumber("s"),
            parity);
    String from =
        signature
            .recoverAddress(digest)
            .orElseThrow(
                () -> new IllegalArgumentException("transaction: the signature fits no key"));
    return new RawTransaction(
        type,
        Hex.of(raw),
        Hex.of(Keccak.hash(raw)),
        chainId,
        fields.get(type == 0 ? 0 : 1).asLong("nonce"),
        from,
        to.length == 0 ? Optional.empty() : Optional.of(Hex.of(to)),
        fields.get(gasAt + 2).asNumber("value"),
        fields.get(gasAt).asLong("gas limit"),
        Hex.of(fields.get(gasAt + 3).asBytes("data")));
  }
}
