package io.govchain.evm.proof;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves the list of a {@link ValidatorContract} in a state, as {@code eth_getProof} does.
 *
 * @param account nodes from the state root to the contract's account
 * @param length nodes from the storage root to the list's length
 * @param entries for each entry of the list, in order, nodes from the storage root to it
 * @param implementation nodes to the ERC-1967 slot; empty unless the anchor names an implementation
 */
public record ValidatorListProof(
    List<String> account,
    List<String> length,
    List<List<String>> entries,
    List<String> implementation) {
  /** Validators that a list may have. */
  public static final int MAX_VALIDATORS = 128;

  /** Where a proxy keeps the address of its implementation (ERC-1967). */
  public static final String IMPLEMENTATION_SLOT =
      "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

  private static final int ADDRESS_BITS = 160;

  public ValidatorListProof {
    account = List.copyOf(account);
    length = List.copyOf(length);
    entries = entries.stream().map(List::copyOf).toList();
    implementation = List.copyOf(implementation);
  }

  /** The slot of an entry of the {@code address[]} at this slot. */
  public static String entrySlot(String slot, int index) {
    BigInteger first = Hex.number(Keccak.ofHex(Hex.hash(slot)));
    BigInteger at = first.add(BigInteger.valueOf(index)).mod(BigInteger.ONE.shiftLeft(256));
    return "0x%064x".formatted(at);
  }

  /**
   * The validators that this proves to be in the list, in its order.
   *
   * @throws ProofException if it does not prove the whole list of this contract in this state
   */
  List<String> validators(String stateRoot, ValidatorContract contract) {
    StateProof.AccountState found =
        StateProof.account(stateRoot, contract.address(), account)
            .orElseThrow(
                () -> new ProofException("validator contract: none at " + contract.address()));
    requireCode(found, contract);
    BigInteger claimed = StateProof.storage(found.storageRoot(), contract.slot(), length);
    if (claimed.signum() == 0 || claimed.compareTo(BigInteger.valueOf(MAX_VALIDATORS)) > 0) {
      throw new ProofException(
          "validator list: expected 1 to %d entries, its length is %d"
              .formatted(MAX_VALIDATORS, claimed));
    }
    if (claimed.intValue() != entries.size()) {
      throw new ProofException(
          "validator list: expected proofs of its %d entries, got %d"
              .formatted(claimed, entries.size()));
    }
    List<String> validators = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String slot = entrySlot(contract.slot(), i);
      String validator = address(StateProof.storage(found.storageRoot(), slot, entries.get(i)));
      if (validators.contains(validator)) {
        throw new ProofException("validator list: it names %s twice".formatted(validator));
      }
      validators.add(validator);
    }
    return validators;
  }

  private void requireCode(StateProof.AccountState found, ValidatorContract contract) {
    Optional<String> code = contract.codeHash();
    if (code.isPresent() && !code.get().equals(found.codeHash())) {
      throw new ProofException(
          "validator contract: expected code hash %s, its account has %s"
              .formatted(code.get(), found.codeHash()));
    }
    if (contract.implementation().isEmpty()) {
      if (!implementation.isEmpty()) {
        throw new ProofException("validator contract: a proof of an implementation nobody named");
      }
      return;
    }
    String actual =
        address(StateProof.storage(found.storageRoot(), IMPLEMENTATION_SLOT, implementation));
    if (!actual.equals(contract.implementation().get())) {
      throw new ProofException(
          "validator contract: expected implementation %s, its slot holds %s"
              .formatted(contract.implementation().get(), actual));
    }
  }

  private static String address(BigInteger value) {
    if (value.signum() == 0 || value.bitLength() > ADDRESS_BITS) {
      throw new ProofException("validator contract: 0x%x is no address".formatted(value));
    }
    return "0x%040x".formatted(value);
  }
}
