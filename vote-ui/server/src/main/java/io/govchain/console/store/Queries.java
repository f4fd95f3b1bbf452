package io.govchain.console.store;

/** Everything that can be asked of the store. Thread-safe; blocks. */
public interface Queries {

  /** How far the chain is indexed. */
  Position position();

  /** The log of events. */
  EventLog events();

  /** The ledger of transactions. */
  Ledger ledger();

  /** The registers. */
  Registers registers();

  /** Work orders. */
  Orders orders();

  /** The chain as a whole. */
  ChainView chain();

  /** Alerts. */
  Alerts alerts();

  /** Reports of periods. */
  Reports reports();

  /** What changed. */
  ChangeFeed changes();

  /** Nonces of signed statements. */
  Nonces nonces();
}
