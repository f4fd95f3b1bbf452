package io.govchain.amdp;

import java.util.Locale;

/**
 * What a sealed text is bound to: it opens in no other place.
 *
 * @param from path of the sender
 * @param to path of the receiver
 * @param transaction id of the transaction
 * @param step number of the step
 * @param purpose which text it is
 */
public record SealContext(String from, String to, String transaction, int step, Purpose purpose) {

  public SealContext {
    Shape.path("seal.from", from);
    Shape.path("seal.to", to);
    Shape.hash("seal.transaction", transaction);
    Shape.range("seal.step", step, 0, Shape.MAX_STEPS - 1L);
  }

  /** Which text is sealed. */
  public enum Purpose implements WireName {
    ARGUMENTS,
    EVIDENCE,
    VALUE;

    @Override
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
