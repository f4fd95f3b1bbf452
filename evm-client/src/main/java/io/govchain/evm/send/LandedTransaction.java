package io.govchain.evm.send;

import io.govchain.evm.Receipt;

/** A prepared transaction that a block holds. */
public record LandedTransaction(String reference, Receipt receipt) {}
