package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import java.math.BigInteger;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people must know of an account whose lowest nonce does not move: all behind it wait. Said
 * anew at each look, since prices and refusals change, and logged when the cause is another one.
 */
final class Standstill {
  private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);

  private final EvmClient client;
  private final String address;
  private final Optional<Remedies> remedies;
  private final long least;
  private final Patience patience;
  private Optional<Cause> told = Optional.empty();
  private volatile String text;

  /**
   * @param remedies empty where the account's key is not at hand
   */
  Standstill(
      EvmClient client, String address, Optional<Remedies> remedies, SenderSettings settings) {
    this.client = client;
    this.address = address;
    this.remedies = remedies;
    this.least = settings.replaceAfter().toNanos();
    this.patience = new Patience(client, settings.replaceAfter());
  }

  private record Cause(
      String reference, boolean hole, int prices, boolean refused, boolean highestRefused) {
    Cause(Flight lowest, long count) {
      this(
          lowest.origin().reference(),
          lowest.nonce > count,
          lowest.versions().size(),
          lowest.refusal.isPresent(),
          lowest.highestRefusal.isPresent());
    }
  }

  /** Empty until it is told, and once it is over. */
  Optional<String> text() {
    return Optional.ofNullable(text);
  }

  void over() {
    told = Optional.empty();
    text = null;
  }

  /**
   * @param lowest the lowest nonce on its way
   * @param count the account's next nonce, as the chain counts
   * @param still for how many nanoseconds that count has stood still
   */
  void look(Flight lowest, long count, long still) {
    if (told.isEmpty() && !isTooLong(lowest, still)) {
      return;
    }
    String now =
        "%s of the %saccount %s waits with nonce %d, the account's next is %d; %s"
            .formatted(
                name(lowest),
                remedies.isPresent() ? "" : "former ",
                address,
                lowest.nonce,
                count,
                why(lowest, count));
    Optional<Cause> cause = Optional.of(new Cause(lowest, count));
    text = now;
    if (!cause.equals(told)) {
      told = cause;
      LOG.warn(now);
    }
  }

  /** A refusal has nothing to do with the pace of blocks. */
  private boolean isTooLong(Flight lowest, long still) {
    return still >= least && (lowest.refusal.isPresent() || still >= patience.now().toNanos());
  }

  /** Its caller's word for it, and that of what fills its nonce. */
  private static String name(Flight flight) {
    String origin = flight.origin().reference();
    return flight
        .own
        .map(PreparedTransaction::reference)
        .filter(own -> !own.equals(origin))
        .map(own -> own + ", filled by " + origin + ",")
        .orElse(origin);
  }

  private String why(Flight lowest, long count) {
    if (lowest.nonce > count) {
      return "no saved transaction has the %d nonces before it".formatted(lowest.nonce - count);
    }
    Optional<BigInteger> overtaking =
        client
            .latestHeader()
            .baseFeePerGas()
            .filter(baseFee -> lowest.price().most().compareTo(baseFee) < 0);
    String ceiling =
        overtaking
            .flatMap(baseFee -> remedies.flatMap(may -> may.raising().ceiling(lowest, baseFee)))
            .map("; no more is offered than the ceiling of %s wei"::formatted)
            .orElse("");
    if (lowest.refusal.isPresent()) {
      return "the node refuses it: " + lowest.refusal.get() + ceiling;
    }
    return "the node took it, and no block does: "
        + price(lowest, overtaking)
        + lowest.highestRefusal.map("; the node refuses the highest price: "::concat).orElse("")
        + ceiling;
  }

  private static String price(Flight lowest, Optional<BigInteger> overtaking) {
    int raised = lowest.versions().size() - 1;
    String offer =
        "at most %s wei per unit of gas%s"
            .formatted(
                lowest.price().most(),
                switch (raised) {
                  case 0 -> "";
                  case 1 -> ", raised once";
                  default -> ", raised %d times".formatted(raised);
                });
    return overtaking
        .map(baseFee -> "its price is below the base fee of %s wei (%s)".formatted(baseFee, offer))
        .orElse("its price may be too low (%s)".formatted(offer));
  }
}
