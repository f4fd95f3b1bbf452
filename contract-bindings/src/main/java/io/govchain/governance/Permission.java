package io.govchain.governance;

import java.math.BigInteger;

/**
 * Which role may call a restricted function.
 *
 * @param target address of the governance contract
 * @param contract its name, or its address when unknown
 * @param function signature, or the selector when unknown
 * @param role number of the role in the access manager
 * @param holders who holds the role, in words
 * @param policy majority with which a work order may call it itself, {@code NONE} where none may
 */
public record Permission(
    String target,
    String contract,
    String selector,
    String function,
    BigInteger role,
    String holders,
    WorkOrder.Policy policy) {}
