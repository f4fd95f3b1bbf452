package io.govchain.evm.proof;

import io.govchain.evm.encoding.Hex;
import java.util.Optional;

/**
 * Where a contract keeps the list by which it selects a QBFT chain's validators.
 *
 * @param address of the contract
 * @param slot of the {@code address[]} in its storage, 32 bytes
 * @param codeHash that the account must have, so that other code cannot give the slot another
 *     meaning; where it is not named, the code is not looked at
 * @param implementation that the account must have in its ERC-1967 slot, the same for a proxy
 */
public record ValidatorContract(
    String address, String slot, Optional<String> codeHash, Optional<String> implementation) {

  public ValidatorContract {
    address = Hex.address(address);
    slot = Hex.hash(slot);
    codeHash = codeHash.map(Hex::hash);
    implementation = implementation.map(Hex::address);
  }
}
