package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.SigningKey;
import java.math.BigInteger;

/**
 * An account's own signature that it agrees to belong to an institution in a role (EIP-712, domain
 * "Govchain Accounts" version "1"). Without it an institution could claim the key of another.
 */
public final class AccountConsent {

  private static final String DOMAIN_TYPE =
      "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
  private static final String CONSENT_TYPE =
      "AccountConsent(address account,bytes32 institution,uint8 role)";

  private AccountConsent() {}

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

  /** What is signed: keccak-256 of 0x1901, the domain separator and the consent's hash. */
  static byte[] digest(long chainId, String account, String institution, Account.Role role) {
    String domain =
        Keccak.ofHex(
            Keccak.ofText(DOMAIN_TYPE)
                + digits(Keccak.ofText("Govchain Accounts"))
                + digits(Keccak.ofText("1"))
                + digits(AbiValues.word(BigInteger.valueOf(chainId)))
                + digits(padded(GovernanceAddresses.ACCOUNTS)));
    String consent =
        Keccak.ofHex(
            Keccak.ofText(CONSENT_TYPE)
                + digits(padded(account))
                + digits(Paths.id(institution))
                + digits(AbiValues.word(BigInteger.valueOf(role.ordinal()))));
    return Keccak.hash(Hex.bytes("0x1901" + digits(domain) + digits(consent)));
  }

  private static String padded(String address) {
    return AbiValues.word(Hex.number(Hex.address(address)));
  }

  private static String digits(String hex) {
    return hex.substring(2);
  }
}
