package io.govchain.evm.send;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The account that a sender owns, on its chain: signs, and checks that saved transactions are its
 * own.
 */
final class Account {
  private static final String FILLER = "/filler:";
  private static final Pattern RESERVED = Pattern.compile("0x[0-9a-f]{40}" + FILLER + ".*");
  private static final long FILLER_GAS = 21_000;

  private final EvmClient client;
  private final SigningKey key;
  private final Fees fees;

  Account(EvmClient client, SigningKey key, Fees fees) {
    this.client = client;
    this.key = key;
    this.fees = fees;
  }

  String address() {
    return key.address();
  }

  /** The price to offer now. */
  UnsignedTransaction.GasPrice price() {
    return switch (fees) {
      case Fees.Zero zero -> zero.price(Optional.empty());
      case Fees.FromBaseFee fromBaseFee -> {
        BlockHeader newest = client.latestHeader();
        yield fromBaseFee.price(newest.baseFeePerGas());
      }
    };
  }

  PreparedTransaction prepare(
      String reference, long nonce, Call call, UnsignedTransaction.GasPrice price) {
    RawTransaction signed =
        key.signTransaction(
            new UnsignedTransaction(
                client.chainId(),
                nonce,
                call.to(),
                BigInteger.ZERO,
                call.data(),
                call.gasLimit(),
                price));
    return new PreparedTransaction(reference, address(), nonce, signed.hash(), signed.raw());
  }

  /**
   * An empty transfer of the account to itself.
   *
   * @param replaced what a node may hold with this nonce: it is outbid, where there are prices
   */
  PreparedTransaction filler(long nonce, Optional<PreparedTransaction> replaced) {
    Call nothing = new Call(address(), "0x", FILLER_GAS);
    UnsignedTransaction.GasPrice now = price();
    UnsignedTransaction.GasPrice offer =
        replaced
            .map(other -> now.outbidding(RawTransaction.parse(other.raw()).gasPrice()))
            .orElse(now);
    return prepare(fillerReference(nonce), nonce, nothing, offer);
  }

  boolean mayRaise() {
    return fees.mayRaise();
  }

  /**
   * Whether the price alone keeps it from a block, where that may be raised: then a filler, which
   * may offer no more than it, would not go either.
   */
  boolean isOvertaken(Flight flight) {
    return fees.mayRaise()
        && client
            .latestHeader()
            .baseFeePerGas()
            .filter(baseFee -> flight.price().most().compareTo(baseFee) < 0)
            .isPresent();
  }

  /**
   * What is on its way, signed again for a higher price.
   *
   * @return empty while its price is above the base fee, and where no higher one may be offered
   */
  Optional<PreparedTransaction> raised(Flight flight, BigInteger baseFee) {
    return fees.raised(flight.price(), baseFee)
        .map(
            price -> {
              RawTransaction same = RawTransaction.parse(flight.current().raw());
              int number = flight.versions().size();
              String name = new Raised(flight.origin().reference(), number).name();
              Call call = new Call(same.to(), same.data(), same.gasLimit());
              return prepare(name, same.nonce(), call, price);
            });
  }

  /** The ceiling, where that alone keeps from rising what the base fee has overtaken. */
  Optional<BigInteger> ceiling(Flight flight, BigInteger baseFee) {
    return fees.limit(flight.price(), baseFee);
  }

  /** Names the account: a store may hold what another filled the same nonce with. */
  String fillerReference(long nonce) {
    return fillerReference(address(), nonce);
  }

  static String fillerReference(String account, long nonce) {
    return account + FILLER + nonce;
  }

  static boolean isFiller(PreparedTransaction prepared) {
    return prepared.reference().equals(fillerReference(prepared.account(), prepared.nonce()));
  }

  /** Whether a caller must not use the reference. */
  static boolean isReserved(String reference) {
    return RESERVED.matcher(reference).matches() || Raised.of(reference).isPresent();
  }

  /**
   * A store that belongs to another chain, or calls an account's what another signed, must not be
   * broadcast from, nor counted by. Empty where the transaction is what the store says.
   */
  Optional<EvmException.SenderUnavailable> misfit(PreparedTransaction prepared) {
    RawTransaction raw = RawTransaction.parse(prepared.raw());
    long chainId = client.chainId();
    return raw.from().equals(prepared.account()) && raw.chainId().orElse(chainId) == chainId
        ? Optional.empty()
        : Optional.of(
            new EvmException.SenderUnavailable(
                "the store on chain %d holds %s of account %s, signed by %s for chain %s"
                    .formatted(
                        chainId,
                        prepared.reference(),
                        prepared.account(),
                        raw.from(),
                        raw.chainId()),
                null));
  }

  boolean isOwn(PreparedTransaction prepared) {
    return prepared.account().equals(address());
  }

  /** Whether the saved transaction does what the call asks for. */
  static boolean isSame(PreparedTransaction prepared, Call call) {
    RawTransaction raw = RawTransaction.parse(prepared.raw());
    return raw.to().equals(call.to()) && raw.data().equals(call.data());
  }
}
