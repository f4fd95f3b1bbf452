package io.govchain.cli;

import io.govchain.evm.proof.ValidatorContract;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the contract that selects a QBFT chain's validators keeps their list. */
final class ValidatorContractOptions {
  @Option(
      names = "--validator-contract",
      required = true,
      paramLabel = "ADDRESS",
      description =
          "The contract that selects the validators, so that changes of its list can be followed."
              + " Not needed where the chain's headers list them.")
  private String address;

  @Option(
      names = "--validator-slot",
      required = true,
      paramLabel = "SLOT",
      description = "The storage slot of its address[], 32 bytes as hex.")
  private String slot;

  @Option(
      names = "--validator-code-hash",
      paramLabel = "HASH",
      description = "The code hash that its account must keep.")
  private Optional<String> codeHash = Optional.empty();

  @Option(
      names = "--validator-implementation",
      paramLabel = "ADDRESS",
      description = "The implementation that it must keep in its ERC-1967 slot, if it is a proxy.")
  private Optional<String> implementation = Optional.empty();

  ValidatorContract contract() {
    try {
      return new ValidatorContract(address, slot, codeHash, implementation);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailure.usage("validator contract: " + malformed.getMessage());
    }
  }
}
