package io.govchain.governance;

/**
 * Who can vote on work orders now.
 *
 * @param able institutions with a seat and an active governor
 * @param seats institutions with a seat
 */
public record Voters(int able, int seats) {}
