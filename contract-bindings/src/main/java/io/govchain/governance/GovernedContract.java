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

  /**
   * The code behind a contract from a block time on, until the next version.
   *
   * @param codeHash keccak-256 of the code
   * @param since seconds; 0 from the first block on
   */
  public record Version(String implementation, String codeHash, long since) {}

  /**
   * A contract that was voted on by the hash of its creation code and awaits that code.
   *
   * @param data the call that initialises it, {@code 0x} for none
   * @param decidedAt seconds
   */
  public record Deployment(String creationCodeHash, String data, long decidedAt) {}

  /** Where the contract stands. */
  public enum Status implements Worded {
    NONE,
    ACTIVE,
    FROZEN,
    RETIRED
  }
}
