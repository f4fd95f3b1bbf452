package io.govchain.adapter;

/**
 * How a subchain is doing.
 *
 * @param reachable whether the chain answers
 * @param block latest known block, or -1 when none is known
 * @param unfinishedWrites prepared writes whose outcome is not known yet
 * @param detail for an operator: endpoint and, if unreachable, what happened
 */
public record AdapterHealth(boolean reachable, long block, int unfinishedWrites, String detail) {}
