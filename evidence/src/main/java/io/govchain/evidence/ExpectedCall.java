package io.govchain.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.abi.FunctionSignature;
import java.util.Optional;

/**
 * What the evidence of a step must show.
 *
 * @param to the contract's address
 * @param data the calldata that the plan's arguments and the step's tag make
 * @param value what a read is said to have returned, where somebody said so
 * @param transactionHash the transaction that a write is said to be, where somebody said so
 * @param freshness how old the state may be that a read tells; a write's tag dates it already
 */
public record ExpectedCall(
    long chainId,
    String to,
    FunctionSignature function,
    String data,
    boolean write,
    Optional<JsonNode> value,
    Optional<String> transactionHash,
    Freshness freshness) {}
