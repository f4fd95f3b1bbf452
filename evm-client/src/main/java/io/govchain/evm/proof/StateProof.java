package io.govchain.evm.proof;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What {@code eth_getProof} proves about an account and its storage, checked against a state root.
 */
public final class StateProof {
  private StateProof() {}

  /** An account in the state. */
  public record AccountState(
      BigInteger nonce, BigInteger balance, String storageRoot, String codeHash) {}

  /**
   * The account at the address in the state with this root; empty if the proof shows that there is
   * none.
   *
   * @throws ProofException if it shows neither
   */
  public static Optional<AccountState> account(
      String stateRoot, String address, List<String> nodes) {
    return value(stateRoot, Keccak.hash(Hex.bytes(Hex.address(address))), nodes)
        .map(StateProof::account);
  }

  /**
   * The number in a storage slot under an account's storage root; zero if the proof shows that
   * nothing is there.
   *
   * @param slot 32 bytes as hex
   * @throws ProofException if it proves nothing
   */
  public static BigInteger storage(String storageRoot, String slot, List<String> nodes) {
    return value(storageRoot, Keccak.hash(Hex.bytes(Hex.hash(slot))), nodes)
        .map(StateProof::number)
        .orElse(BigInteger.ZERO);
  }

  private static Optional<byte[]> value(String root, byte[] key, List<String> nodes) {
    try {
      return TrieProof.value(root, key, nodes.stream().map(Hex::bytes).toList());
    } catch (IllegalArgumentException e) {
      throw new ProofException("state proof: " + e.getMessage(), e);
    }
  }

  private static AccountState account(byte[] encoded) {
    try {
      List<Rlp> fields = Rlp.decode(encoded).asList("account", 4);
      return new AccountState(
          fields.get(0).asNumber("account nonce"),
          fields.get(1).asNumber("balance"),
          Hex.of(fields.get(2).asBytes("storage root", 32)),
          Hex.of(fields.get(3).asBytes("code hash", 32)));
    } catch (IllegalArgumentException e) {
      throw new ProofException("state proof: " + e.getMessage(), e);
    }
  }

  private static BigInteger number(byte[] encoded) {
    try {
      return Rlp.decode(encoded).asNumber("storage value");
    } catch (IllegalArgumentException e) {
      throw new ProofException("state proof: " + e.getMessage(), e);
    }
  }
}
