package io.govchain.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Account;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.AccountStatusChange;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Institution;
import io.govchain.governance.MemberCalls;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accounts of institutions. */
@Command(
    name = "account",
    description = "Accounts: who may act for which institution, in which role.",
    subcommands = {
      AccountConsentCommand.class,
      AccountCommand.Request.class,
      AccountCommand.Rotate.class,
      AccountKeyCommand.class,
      AccountCommand.Freeze.class,
      AccountCommand.Revoke.class,
      AccountCommand.ListAccounts.class,
      AccountCommand.Show.class,
      AccountCommand.Holder.class,
      AccountCommand.History.class
    })
final class AccountCommand extends NounCommand {
  private static Listing<Account> listing(
      Map<String, String> names, Map<String, Institution.Status> statuses) {
    return new Listing<>(
        "accounts",
        Listing.column("ACCOUNT", Account::address),
        Listing.column("INSTITUTION", account -> names.get(account.institution())),
        Listing.column("ROLE", account -> account.role().word()),
        Listing.column("STATUS", account -> account.status().word()),
        Listing.column("ACTS", account -> acts(account, statuses.get(account.institution()))));
  }

  /** An account acts as long as both it and its institution are active. */
  private static String acts(Account account, Institution.Status institution) {
    if (account.status() != Account.Status.ACTIVE) {
      return "no";
    }
    return institution == Institution.Status.ACTIVE
        ? "yes"
        : "no: institution " + institution.word();
  }

  @Command(
      name = "request",
      description = {
        "Request an account for your institution. It takes effect when every genesis institution has"
            + " voted for it (work-order open --activate).",
        "Signed by the institution's contact or governor; the new account consents with its own"
            + " key."
      },
      footer = {
        "",
        "Example:",
        "  govchain account request --institution registry --role operator \\",
        "      --account-keystore operator.json --account-password-file operator.password"
      })
  static final class Request extends SigningCommand {
    @Option(
        names = "--institution",
        required = true,
        paramLabel = "CODE",
        description = "Its code.")
    private String institution;

    @Option(
        names = "--role",
        required = true,
        converter = Words.Roles.class,
        completionCandidates = Words.Roles.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Account.Role role;

    @Mixin private AccountKey account;

    @Override
    void run(Output out, Signing signing) {
      var key = account.open();
      signing.send(
          out,
          GovernanceCalls.requestAccount(
              key.address(),
              institution,
              role,
              Hex.of(key.publicKey()),
              AccountConsent.sign(key, signing.chainId(), key.address(), institution, role)),
          "account " + key.address() + " requested");
    }
  }

  @Command(
      name = "rotate",
      description = {
        "Replace your account's key: the account of the new key takes over institution and role at"
            + " once, yours ends for good.",
        "What the old key signed stays checkable. A key that was stolen is not rotated but frozen"
            + " or revoked. Services of a cross-chain account need 'service update' afterwards."
      },
      footer = {
        "",
        "Example:",
        "  govchain account rotate --account-keystore new.json --account-password-file"
            + " new.password"
      })
  static final class Rotate extends SigningCommand {
    @Mixin private AccountKey successor;

    @Override
    void run(Output out, Signing signing) {
      var key = successor.open();
      String consent =
          AccountConsent.signRotation(key, signing.chainId(), signing.account().address());
      signing.send(
          out,
          MemberCalls.rotateAccount(Hex.of(key.publicKey()), consent),
          "account rotated: " + key.address() + " takes over");
    }
  }

  @Command(
      name = "history",
      description = {
        "Show every status that an account had, and since when.",
        "Without an address: of all accounts, with institution and role."
      },
      footer = {
        "",
        "Examples:",
        "  govchain account history",
        "  govchain account history 0x5c1e..."
      })
  static final class History extends ChainCommand.Reading {
    private static final Listing<AccountStatusChange> LISTING =
        new Listing<>(
            "changes of status",
            Listing.column("SINCE", change -> Instant.ofEpochSecond(change.since()).toString()),
            Listing.column("STATUS", change -> change.status().word()));

    private static final Listing<OfOne> ALL =
        new Listing<>(
            "changes of status",
            Listing.column(
                "SINCE", change -> Instant.ofEpochSecond(change.at().since()).toString()),
            Listing.column("ACCOUNT", OfOne::account),
            Listing.column("INSTITUTION", OfOne::institution),
            Listing.column("ROLE", change -> change.role().word()),
            Listing.column("STATUS", change -> change.at().status().word()));

    /**
     * A change, where those of several accounts are told.
     *
     * @param institution its code
     */
    record OfOne(
        String account,
        String institution,
        Account.Role role,
        @JsonUnwrapped AccountStatusChange at) {}

    @Parameters(
        arity = "0..1",
        paramLabel = "ACCOUNT",
        description = "The account's address (default: all accounts).")
    private Optional<String> account = Optional.empty();

    @Override
    void run(Output out, GovernanceChain chain) {
      if (account.isPresent()) {
        LISTING.print(out, chain.members().statusChanges(account.get()));
      } else {
        Map<String, String> codes = Names.institutions(chain);
        ALL.print(
            out,
            chain.accounts().stream()
                .flatMap(one -> changes(chain, one, codes.get(one.institution())))
                .sorted(Comparator.comparingLong(change -> change.at().since()))
                .toList());
      }
    }

    private static Stream<OfOne> changes(GovernanceChain chain, Account one, String institution) {
      return chain.members().statusChanges(one.address()).stream()
          .map(change -> new OfOne(one.address(), institution, one.role(), change));
    }
  }

  @Command(
      name = "holder",
      description = {
        "Show the account that holds the identity of an account now: its last successor, or itself.",
        "A decision about an account that was rotated is one about its holder."
      },
      footer = {"", "Example:", "  govchain account holder 0x5c1e..."})
  static final class Holder extends ChainCommand.Reading {
    @Parameters(paramLabel = "ACCOUNT", description = "The account's address.")
    private String account;

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(Map.of("holder", chain.members().holderOf(account)));
    }
  }

  @Command(
      name = "freeze",
      description = "Freeze an account of your institution.",
      footer = {"", "Example:", "  govchain account freeze 0x5c1e..."})
  static final class Freeze extends SigningCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "The account's address.")
    private String account;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.freezeAccount(account), "account frozen");
    }
  }

  @Command(
      name = "revoke",
      description = "Revoke an account of your institution, for ever.",
      footer = {"", "Example:", "  govchain account revoke 0x5c1e..."})
  static final class Revoke extends SigningCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "The account's address.")
    private String account;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.revokeAccount(account), "account revoked");
    }
  }

  @Command(
      name = "list",
      description = {
        "List all accounts.",
        "ACTS says whether what an account signs counts now: its own and its institution's status."
      },
      footer = {"", "Example:", "  govchain account list"})
  static final class ListAccounts extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      Map<String, Institution.Status> statuses =
          chain.institutions().stream()
              .collect(Collectors.toMap(Institution::id, Institution::status));
      listing(Names.institutions(chain), statuses).print(out, chain.accounts());
    }
  }

  @Command(
      name = "show",
      description = "Show one account.",
      footer = {"", "Example:", "  govchain account show 0x5c1e..."})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "ACCOUNT", description = "The account's address.")
    private String account;

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(
          chain.account(account).orElseThrow(() -> CommandFailure.notFound("account", account)),
          () -> Names.institutions(chain));
    }
  }
}
