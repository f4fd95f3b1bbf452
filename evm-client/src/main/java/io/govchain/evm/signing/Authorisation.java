package io.govchain.evm.signing;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An account's permission to act as a contract (EIP-7702). It uses a nonce of whoever signed it,
 * and stands in a transaction of anybody.
 *
 * @param account recovered from the signature, never taken from a node's word
 */
public record Authorisation(String account, long nonce) {
  private static final int SET_CODE = 4;
  private static final int MAGIC = 5;

  /** Where the list stands among the fields of a transaction of type 4. */
  private static final int LIST_AT = 9;

  /** Those that a transaction carries, without those that the chain passes over. */
  public static List<Authorisation> of(RawTransaction transaction, long chainId) {
    if (transaction.type() != SET_CODE) {
      return List.of();
    }
    byte[] raw = Hex.bytes(transaction.raw());
    Rlp body = Rlp.decode(Arrays.copyOfRange(raw, 1, raw.length));
    return body.asList("transaction of type 4").get(LIST_AT).asList("authorisations").stream()
        .flatMap(tuple -> read(tuple, chainId).stream())
        .toList();
  }

  /** Empty for what has no effect: of another chain, or signed by no key as the rules ask for. */
  private static Optional<Authorisation> read(Rlp tuple, long chainId) {
    try {
      List<Rlp> fields = tuple.asList("authorisation", 6);
      BigInteger chain = fields.get(0).asNumber("chain id");
      if (chain.signum() != 0 && !chain.equals(BigInteger.valueOf(chainId))) {
        return Optional.empty();
      }
      Signature signature =
          new Signature(
              fields.get(4).asNumber("r"),
              fields.get(5).asNumber("s"),
              fields.get(3).asNumber("parity").intValueExact());
      long nonce = fields.get(2).asLong("nonce");
      return signature
          .recoverAddress(digest(fields.subList(0, 3)))
          .map(account -> new Authorisation(account, nonce));
    } catch (IllegalArgumentException | ArithmeticException withoutEffect) {
      return Optional.empty();
    }
  }

  private static byte[] digest(List<Rlp> signed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(MAGIC);
    bytes.writeBytes(Rlp.list(signed).encode());
    return Keccak.hash(bytes.toByteArray());
  }
}
