package io.govchain.evm.send;

/** What can be done about nonces that do not move, where the account's key is at hand. */
record Remedies(Raising raising, Fillings fillings) {

  /** What a higher price may help is not filled yet. */
  void stalled(long count, long now, long progressAt) {
    raising.raiseWhatIsOvertaken(count, now, progressAt);
    fillings.fillWhatCannotGo(count, now, progressAt);
  }
}
