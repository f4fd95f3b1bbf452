package io.govchain.subchain.journal;

import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * A request of a gateway and how far it has been carried.
 *
 * @param gateway address of the gateway
 * @param disclosure its arguments where they came by another way
 * @param transaction id of the governed transaction, once there is one
 * @param answer what the gateway is to be told, once that is decided
 * @param attempt of telling it, from 1: one that had no effect is followed by another
 * @param tries looks since the last change
 * @param detail for people
 */
public record GatewayCall(
    String gateway,
    GatewayRequest request,
    Optional<String> disclosure,
    State state,
    Optional<String> transaction,
    Optional<GatewayAnswer> answer,
    int attempt,
    int tries,
    String detail) {

  /** Where it stands. */
  public enum State {
    /** Not handed in yet. */
    WAITING,
    /** A governed call. */
    CARRIED,
    /** Its outcome is decided and being brought to the gateway. */
    ANSWERING,
    /** The gateway has an outcome. */
    ENDED,
    /** People have to answer it: what became of it cannot be told from the record. */
    HELD;

    /** The state as it is stored and shown. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The adapter's idempotency key of the present attempt. */
  public String reference() {
    return "gateway/%s/%d/%d".formatted(gateway, request.number(), attempt);
  }

  /** The request as the governed call of this transaction. */
  public GatewayCall carried(String id) {
    return new GatewayCall(
        gateway, request, disclosure, State.CARRIED, Optional.of(id), answer, attempt, 0, "");
  }

  /** The request with its outcome decided. */
  public GatewayCall answering(GatewayAnswer decided) {
    return new GatewayCall(
        gateway,
        request,
        disclosure,
        State.ANSWERING,
        transaction,
        Optional.of(decided),
        attempt,
        0,
        decided.reason());
  }

  /** The same, waiting for its turn. */
  public GatewayCall waiting(String why) {
    return new GatewayCall(
        gateway, request, disclosure, state, transaction, answer, attempt, tries, why);
  }

  /** The same, to be told once more: the attempt before definitely had no effect. */
  public GatewayCall again(String why) {
    return new GatewayCall(
        gateway, request, disclosure, state, transaction, answer, attempt + 1, tries + 1, why);
  }

  /** The same, to be looked at once more later. */
  public GatewayCall later(String why) {
    return new GatewayCall(
        gateway, request, disclosure, state, transaction, answer, attempt, tries + 1, why);
  }

  /** The request at its end, or out of this proxy's hands. */
  public GatewayCall at(State end, String why) {
    return new GatewayCall(gateway, request, disclosure, end, transaction, answer, attempt, 0, why);
  }
}
