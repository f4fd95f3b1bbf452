package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Input;

/** Something that happened to one transaction. */
public record TransactionInput(String transaction, Input input) {}
