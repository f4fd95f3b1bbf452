package io.govchain.governance;

/**
 * An entry of the directory of governance contracts.
 *
 * @param location the address that everybody calls
 * @param implementation the code behind it; the zero address for a contract without a proxy
 * @param version counts upgrades
 */
public record GovernedContract(
    String name, String location, String implementation, int version, Status status) {

  /** Where the contract stands. */
  public enum Status implements Worded {
    NONE,
    ACTIVE,
    FROZEN,
    RETIRED
  }
}
