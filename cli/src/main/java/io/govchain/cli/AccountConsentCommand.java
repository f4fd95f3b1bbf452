package io.govchain.cli;

import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Account;
import io.govchain.governance.AccountConsent;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Consent of a new account where its key is, for who requests it elsewhere: keys do not travel. */
@Command(
    name = "consent",
    description = {
      "Sign with a new account's key that it belongs to your institution in a role, or that it takes"
          + " over from an account; needs no connection.",
      "Run it where the key is, and paste the output into the console's form (Paste a consent)."
    },
    footer = {
      "",
      "Examples:",
      "  govchain account consent --institution registry --role cross-chain --chain-id $CHAIN_ID \\",
      "      --account-keystore crosschain-proxy.json \\",
      "      --account-password-file crosschain-proxy.password --json",
      "  govchain account consent --rotates 0x5c1e... --chain-id $CHAIN_ID --account-keystore new.json \\",
      "      --account-password-file new.password --json"
    })
final class AccountConsentCommand extends GovchainCommand {
  @ArgGroup(multiplicity = "1")
  private Agreement agreement;

  @Option(
      names = "--chain-id",
      required = true,
      paramLabel = "NUMBER",
      description = "Of the governance chain.")
  private long chainId;

  @Mixin private AccountKey account;

  /** What the key agrees to. */
  static final class Agreement {
    @ArgGroup(exclusive = false, heading = "%nTo belong to an institution:%n")
    private Belonging belonging;

    @ArgGroup(exclusive = false, heading = "%nTo take over from an account:%n")
    private Succession succession;
  }

  static final class Belonging {
    @Option(
        names = "--institution",
        required = true,
        paramLabel = "CODE",
        description = "Whose account it becomes.")
    private String institution;

    @Option(
        names = "--role",
        required = true,
        converter = Words.Roles.class,
        completionCandidates = Words.Roles.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Account.Role role;
  }

  static final class Succession {
    @Option(
        names = "--rotates",
        required = true,
        paramLabel = "ACCOUNT",
        description = "Address of the account whose key is replaced.")
    private String predecessor;
  }

  @Override
  void run(Output out) {
    out.record(signed());
  }

  private AccountConsent.Signed signed() {
    if (agreement.succession != null) {
      String predecessor = address(agreement.succession.predecessor);
      return AccountConsent.Signed.toSucceed(account.open(), chainId, predecessor);
    }
    Belonging belonging = agreement.belonging;
    return AccountConsent.Signed.toBelong(
        account.open(), chainId, belonging.institution, belonging.role);
  }

  private static String address(String text) {
    try {
      return Hex.address(text);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailure.usage(
          "--rotates: expected 0x and 40 hex digits, actual '%s'".formatted(text));
    }
  }
}
