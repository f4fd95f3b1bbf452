package io.govchain.adapter;

/**
 * One read at the latest block.
 *
 * @param contractAddress in the chain's notation
 * @param function registered signature, with its results
 * @param argumentsJson text of a JSON array
 */
public record ReadRequest(String contractAddress, String function, String argumentsJson) {

  /** Leaves the arguments out: they are business data and do not belong into a log. */
  @Override
  public String toString() {
    return "ReadRequest[contractAddress=%s, function=%s]".formatted(contractAddress, function);
  }
}
