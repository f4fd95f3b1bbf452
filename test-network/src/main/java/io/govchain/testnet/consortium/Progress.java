package io.govchain.testnet.consortium;

/** Told what happens while it happens. */
@FunctionalInterface
public interface Progress {
  /** One thing that is done, in the past tense. */
  void done(String what);

  /** Tells nobody. */
  static Progress silent() {
    return what -> {};
  }
}
