package io.govchain.evm;

import java.util.Optional;

/**
 * A call of a contract without a transaction, from no particular account.
 *
 * @param block whose state to use; empty for the latest
 */
record ContractCall(String to, String data, Optional<Long> block) {}
