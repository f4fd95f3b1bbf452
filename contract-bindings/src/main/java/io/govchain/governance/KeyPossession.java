package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;

/** What a protocol key signs to prove that whoever registers it holds it (EIP-712). */
public final class KeyPossession {

  private static final String TYPE =
      "KeyPossession(address account,uint8 suite,uint32 version,bytes publicKey)";

  private KeyPossession() {}

  /**
   * The 32 bytes that secp256k1 keys sign as a digest, keys of other suites as a message.
   *
   * @param version number of the key: one more than the keys of the suite registered so far
   */
  public static byte[] digest(
      long chainId, String account, ProtocolKey.Suite suite, long version, String publicKey) {
    return TypedData.digest(
        "Govchain ProtocolKeys",
        GovernanceAddresses.PROTOCOL_KEYS,
        chainId,
        TYPE,
        TypedData.address(account),
        TypedData.number(suite.ordinal()),
        TypedData.number(version),
        Hex.of(Keccak.hash(Hex.bytes(publicKey))));
  }
}
