package io.govchain.adapter.evm;

import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.AdapterSettingsException;
import io.govchain.evm.EvmClient;
import io.govchain.evm.follow.ValidatorChanges;
import io.govchain.evm.proof.ValidatorContract;
import java.util.Optional;
import java.util.Set;

/**
 * From where on evidence tells how the validators of a QBFT chain changed.
 *
 * @param anchorBlock in which the validators are those of the oldest anchor in use
 * @param contract that selects them, as it is registered; empty where headers list them
 */
record TrailSettings(long anchorBlock, Optional<ValidatorContract> contract) {
  private static final String BLOCK = "anchorBlock";
  private static final String CONTRACT = "validatorContract";
  private static final String SLOT = "validatorSlot";
  private static final String CODE_HASH = "validatorCodeHash";
  private static final String IMPLEMENTATION = "validatorImplementation";

  static final Set<String> KNOWN = Set.of(BLOCK, CONTRACT, SLOT, CODE_HASH, IMPLEMENTATION);

  /** Empty where evidence is to tell nothing about validators. */
  static Optional<TrailSettings> of(AdapterSettings settings) {
    Optional<ValidatorContract> contract = contract(settings);
    Optional<String> block = settings.optional(BLOCK);
    if (block.isEmpty()) {
      if (contract.isPresent()) {
        throw new AdapterSettingsException(
            BLOCK, "the block of the registered validators", "nothing", "needed with " + CONTRACT);
      }
      return Optional.empty();
    }
    if (!block.get().matches("[0-9]{1,18}")) {
      throw new AdapterSettingsException(BLOCK, "a block's number", block.get(), "not a number");
    }
    return Optional.of(new TrailSettings(Long.parseLong(block.get()), contract));
  }

  private static Optional<ValidatorContract> contract(AdapterSettings settings) {
    Optional<String> address = settings.optional(CONTRACT);
    Optional<String> slot = settings.optional(SLOT);
    Optional<String> codeHash = settings.optional(CODE_HASH);
    Optional<String> implementation = settings.optional(IMPLEMENTATION);
    if (address.isEmpty() && slot.isEmpty() && codeHash.isEmpty() && implementation.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ValidatorContract(
              address.orElse("nothing"), slot.orElse("nothing"), codeHash, implementation));
    } catch (IllegalArgumentException malformed) {
      throw new AdapterSettingsException(
          CONTRACT,
          "an address, with the slot of its list in " + SLOT,
          malformed.getMessage(),
          "unusable validator contract");
    }
  }

  ValidatorChanges changes(EvmClient client) {
    return new ValidatorChanges(client, anchorBlock, contract);
  }
}
