package io.govchain.evm.signing;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A transaction before its signature.
 *
 * @param to empty to create a contract
 * @param data calldata or creation code as hex
 */
public record UnsignedTransaction(
    long chainId,
    long nonce,
    Optional<String> to,
    BigInteger value,
    String data,
    long gasLimit,
    GasPrice gasPrice) {

  /** What the sender pays per unit of gas, in wei. */
  public sealed interface GasPrice {
    /** A legacy transaction (type 0, replay-protected by EIP-155). */
    record Legacy(BigInteger price) implements GasPrice {
      @Override
      public BigInteger most() {
        return price;
      }

      @Override
      public BigInteger tip() {
        return price;
      }
    }

    /** A type 2 transaction (EIP-1559). */
    record DynamicFee(BigInteger maxFee, BigInteger maxPriorityFee) implements GasPrice {
      @Override
      public BigInteger most() {
        return maxFee;
      }

      @Override
      public BigInteger tip() {
        return maxPriorityFee;
      }
    }

    /** The most that is paid. */
    BigInteger most();

    /** What of it goes to whoever makes the block. */
    BigInteger tip();

    /**
     * At least this, and so much more than the other that nodes let one replace the other. Some ask
     * for more in both parts; Besu asks for more of what would be paid at the present base fee, to
     * which a tip adds little: the tip grows by an eighth of all that the other offers, so that it
     * is enough whatever the base fee.
     */
    default GasPrice outbidding(GasPrice other) {
      BigInteger more = eighth(other.most());
      return switch (this) {
        case Legacy legacy -> new Legacy(legacy.price().max(other.most().add(more)));
        case DynamicFee fee ->
            new DynamicFee(
                fee.maxFee().max(other.most().add(more)), fee.tip().max(other.tip().add(more)));
      };
    }

    /** Nodes ask for a tenth more; for nothing where nothing was paid. */
    private static BigInteger eighth(BigInteger price) {
      return price.add(BigInteger.valueOf(7)).shiftRight(3);
    }

    /** Free, for chains without gas price. */
    static GasPrice zero() {
      return new DynamicFee(BigInteger.ZERO, BigInteger.ZERO);
    }
  }

  public UnsignedTransaction {
    to = to.map(Hex::address);
    data = Hex.data(data);
    if (chainId < 1 || nonce < 0 || gasLimit < 0) {
      throw new IllegalArgumentException(
          "transaction: chain id %d, nonce %d, gas limit %d: the id must be positive, the others not negative"
              .formatted(chainId, nonce, gasLimit));
    }
  }

  /** The digest that the account signs. */
  public byte[] digest() {
    return Keccak.hash(
        switch (gasPrice) {
          case GasPrice.Legacy legacy -> {
            List<Rlp> fields = legacyFields(legacy);
            fields.addAll(List.of(Rlp.number(chainId), Rlp.number(0), Rlp.number(0)));
            yield Rlp.list(fields).encode();
          }
          case GasPrice.DynamicFee fee -> typed(Rlp.list(feeFields(fee)));
        });
  }

  /**
   * The transaction with this signature over {@link #digest()}.
   *
   * @param from the address that signed; not checked
   */
  RawTransaction signed(Signature signature, String from) {
    byte[] raw =
        switch (gasPrice) {
          case GasPrice.Legacy legacy -> {
            List<Rlp> fields = legacyFields(legacy);
            fields.add(
                Rlp.number(
                    BigInteger.valueOf(chainId)
                        .shiftLeft(1)
                        .add(BigInteger.valueOf(35 + signature.recoveryId()))));
            fields.addAll(List.of(Rlp.number(signature.r()), Rlp.number(signature.s())));
            yield Rlp.list(fields).encode();
          }
          case GasPrice.DynamicFee fee -> {
            List<Rlp> fields = feeFields(fee);
            fields.addAll(
                List.of(
                    Rlp.number(signature.recoveryId()),
                    Rlp.number(signature.r()),
                    Rlp.number(signature.s())));
            yield typed(Rlp.list(fields));
          }
        };
    return new RawTransaction(
        gasPrice instanceof GasPrice.Legacy ? 0 : 2,
        Hex.of(raw),
        Hex.of(Keccak.hash(raw)),
        OptionalLong.of(chainId),
        nonce,
        from,
        to,
        value,
        gasLimit,
        data);
  }

  private List<Rlp> legacyFields(GasPrice.Legacy legacy) {
    List<Rlp> fields = new ArrayList<>();
    fields.addAll(List.of(Rlp.number(nonce), Rlp.number(legacy.price())));
    fields.addAll(callFields());
    return fields;
  }

  private List<Rlp> feeFields(GasPrice.DynamicFee fee) {
    List<Rlp> fields = new ArrayList<>();
    fields.addAll(
        List.of(
            Rlp.number(chainId),
            Rlp.number(nonce),
            Rlp.number(fee.maxPriorityFee()),
            Rlp.number(fee.maxFee())));
    fields.addAll(callFields());
    fields.add(Rlp.list());
    return fields;
  }

  private List<Rlp> callFields() {
    return List.of(
        Rlp.number(gasLimit), Rlp.hex(to.orElse("0x")), Rlp.number(value), Rlp.hex(data));
  }

  private static byte[] typed(Rlp body) {
    byte[] encoded = body.encode();
    byte[] raw = new byte[encoded.length + 1];
    raw[0] = 2;
    System.arraycopy(encoded, 0, raw, 1, encoded.length);
    return raw;
  }
}
