package io.govchain.evm.send;

import io.govchain.evm.encoding.Hex;
import java.util.Optional;

/**
 * What a transaction is to do.
 *
 * @param to the contract; empty to create one
 * @param data calldata or creation code as hex
 * @param gasLimit fixed by the caller: an estimate is too low when state changes before the block
 */
public record Call(Optional<String> to, String data, long gasLimit) {
  private static final long BASE_GAS = 21_000;
  private static final long CREATION_GAS = 32_000;

  public Call {
    to = to.map(Hex::address);
    data = Hex.data(data);
  }

  /** A call of a contract. */
  public Call(String to, String data, long gasLimit) {
    this(Optional.of(to), data, gasLimit);
  }

  /** Creates a contract. */
  public static Call create(String creationCode, long gasLimit) {
    return new Call(Optional.empty(), creationCode, gasLimit);
  }

  /**
   * Gas that the chain takes before any code runs (EIP-2028, without EIP-7623's floor); less is
   * never mined.
   */
  long intrinsicGas() {
    long gas = BASE_GAS + (to.isEmpty() ? CREATION_GAS : 0);
    for (byte b : Hex.bytes(data)) {
      gas += b == 0 ? 4 : 16;
    }
    return gas;
  }
}
