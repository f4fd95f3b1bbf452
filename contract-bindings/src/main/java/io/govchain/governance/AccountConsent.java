package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;

/**
 * An account's own signature that it agrees to belong to an institution in a role (EIP-712, domain
 * "Govchain Accounts" version "1"). Without it an institution could claim the key of another.
 */
public final class AccountConsent {

  private static final String DOMAIN = "Govchain Accounts";
  private static final String CONSENT_TYPE =
      "AccountConsent(address account,bytes32 institution,uint8 role)";
  private static final String ROTATION_TYPE = "AccountRotation(address account,address successor)";

  private AccountConsent() {}

  /**
   * A consent as it travels from where the key is to whoever requests the account: the forms of the
   * console take it as JSON with these names.
   *
   * @param publicKey 64 bytes of hex
   * @param consent r, s and v (27 or 28), 65 bytes of hex
   */
  public record Signed(String account, String publicKey, String consent) {

    /** That the key's account belongs to the institution (code or id) in the role. */
    public static Signed toBelong(
        SigningKey key, long chainId, String institution, Account.Role role) {
      return of(key, sign(key, chainId, key.address(), institution, role));
    }

    /** That the key's account takes over from {@code account}. */
    public static Signed toSucceed(SigningKey key, long chainId, String account) {
      return of(key, signRotation(key, chainId, account));
    }

    private static Signed of(SigningKey key, String consent) {
      return new Signed(key.address(), Hex.of(key.publicKey()), consent);
    }
  }

  /**
   * Signs the consent of {@code key}'s account.
   *
   * @return r, s and v (27 or 28), 65 bytes of hex
   * @throws IllegalArgumentException if the key is not the account's
   */
  public static String sign(
      SigningKey key, long chainId, String account, String institution, Account.Role role) {
    if (!key.address().equals(Hex.address(account))) {
      throw new IllegalArgumentException(
          "consent of an account: expected the key of "
              + account
              + ", was that of "
              + key.address());
    }
    return Hex.of(key.signDigest(digest(chainId, account, institution, role)).withRecovery());
  }

  /**
   * Signs the consent of {@code successor} to take over from the account; the successor's key
   * signs.
   *
   * @return r, s and v (27 or 28), 65 bytes of hex
   */
  public static String signRotation(SigningKey successor, long chainId, String account) {
    return Hex.of(
        successor.signDigest(rotationDigest(chainId, account, successor.address())).withRecovery());
  }

  static byte[] digest(long chainId, String account, String institution, Account.Role role) {
    return TypedData.digest(
        DOMAIN,
        GovernanceAddresses.ACCOUNTS,
        chainId,
        CONSENT_TYPE,
        TypedData.address(account),
        Paths.id(institution),
        TypedData.number(role.ordinal()));
  }

  static byte[] rotationDigest(long chainId, String account, String successor) {
    return TypedData.digest(
        DOMAIN,
        GovernanceAddresses.ACCOUNTS,
        chainId,
        ROTATION_TYPE,
        TypedData.address(account),
        TypedData.address(successor));
  }
}
