package io.govchain.console.store;

/** The store was made from another chain than the one that the console is to serve. */
public final class OtherChainException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OtherChainException(String file, String expected, String actual) {
    super(
        "database %s: it indexes the chain %s, the governance endpoint serves the chain %s; name another file, or let it be rebuilt"
            .formatted(file, actual, expected));
  }
}
