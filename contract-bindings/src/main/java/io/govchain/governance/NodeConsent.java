package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.SigningKey;

/**
 * A node key's own signature that the node belongs to an institution (EIP-712, domain "Govchain
 * Nodes" version "1"). Without it anybody could register a node whose enode address it has seen.
 *
 * @param institution code or id
 * @param publicKey of the node, 64 bytes of hex
 * @param proof r, s and v (27 or 28), 65 bytes of hex
 */
public record NodeConsent(long chainId, String institution, String publicKey, String proof) {

  private static final String DOMAIN = "Govchain Nodes";
  private static final String TYPE = "NodePossession(bytes32 institution,bytes publicKey)";

  /** Signs with the node's key that it belongs to {@code institution}. */
  public static NodeConsent sign(SigningKey nodeKey, long chainId, String institution) {
    String publicKey = Hex.of(nodeKey.publicKey());
    byte[] digest = digest(chainId, institution, publicKey);
    return new NodeConsent(
        chainId, institution, publicKey, Hex.of(nodeKey.signDigest(digest).withRecovery()));
  }

  static byte[] digest(long chainId, String institution, String publicKey) {
    return TypedData.digest(
        DOMAIN,
        GovernanceAddresses.NODES,
        chainId,
        TYPE,
        Paths.id(institution),
        Hex.of(Keccak.hash(Hex.bytes(publicKey))));
  }
}
