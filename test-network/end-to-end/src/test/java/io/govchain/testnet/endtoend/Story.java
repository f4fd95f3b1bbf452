package io.govchain.testnet.endtoend;

/** How a call of two writes goes when nothing breaks. */
enum Story {
  /** The registry's chain first, then the court's; both accept. */
  SETTLES,
  /** The registry's chain first; the court's refuses, and the registry's write is undone. */
  UNDOES_REGISTRY,
  /** The court's chain first; the registry's refuses, and the court's write is undone. */
  UNDOES_COURT
}
