package io.govchain.adapter;

/**
 * A contract's request for a call on another chain. Digests and ids are 0x hex.
 *
 * @param number counted by the gateway from 1, without a gap
 * @param id the gateway's id of it
 * @param caller the contract that asks, in the chain's notation
 * @param pipeline keccak-256 of the pipeline's path
 * @param function keccak-256 of the function's signature
 * @param argumentsDigest SHA-256 of {@code arguments}, or of a disclosure that comes by another way
 * @param arguments in the chain's own encoding, 0x hex; empty where they come by another way
 * @param disclosed whether {@code arguments} are the arguments
 * @param deadline until when the call may be opened, by this chain's time
 * @param callbackGas what the answer has to leave for the contract
 * @param block where it was asked
 * @param time of that block
 */
public record GatewayRequest(
    long number,
    String id,
    String caller,
    String pipeline,
    String function,
    String argumentsDigest,
    String arguments,
    boolean disclosed,
    long deadline,
    long callbackGas,
    long block,
    long time) {

  /** Leaves the arguments out: they are business data and do not belong into a log. */
  @Override
  public String toString() {
    return "GatewayRequest[number=%d, id=%s, caller=%s, pipeline=%s]"
        .formatted(number, id, caller, pipeline);
  }
}
