package io.govchain.cli;

import io.govchain.amdp.crypto.PossessionKey;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.KeyPossession;
import io.govchain.governance.MemberCalls;
import io.govchain.governance.ProtocolKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Protocol keys of accounts. */
@Command(
    name = "key",
    description = {
      "Protocol keys: with which key an account signs messages of a suite, at any time.",
      "A key counts once its possession is proven: secp256k1 on the chain, the other suites when"
          + " governors of other genesis institutions have checked and confirmed."
    },
    footer = {"", "Example:", "  govchain account key register --suite pq --key-file pq.key"},
    subcommands = {
      AccountKeyCommand.New.class,
      ProveKeyCommand.class,
      AccountKeyCommand.Register.class,
      AccountKeyCommand.Check.class,
      AccountKeyCommand.Confirm.class,
      AccountKeyCommand.Revoke.class,
      AccountKeyCommand.ListKeys.class
    })
final class AccountKeyCommand extends NounCommand {
  private static final Listing<ProtocolKey> LISTING =
      new Listing<>(
          "protocol keys",
          Listing.column("SUITE", key -> key.suite().word()),
          Listing.column("VERSION", key -> Long.toString(key.version())),
          Listing.column("STATUS", key -> key.status().word()),
          Listing.column("CONFIRMATIONS", key -> Integer.toString(key.confirmations())),
          Listing.column("VALID FROM", key -> time(key.validFrom())),
          Listing.column("VALID UNTIL", key -> time(key.validUntil())));

  private static String time(long seconds) {
    return seconds == 0 ? "" : Instant.ofEpochSecond(seconds).toString();
  }

  private static ProtocolKey find(GovernanceChain chain, Which which) {
    return chain
        .members()
        .protocolKey(which.account, which.suite, which.version)
        .orElseThrow(
            () ->
                CommandFailure.notFound(
                    "protocol key",
                    "%s %s %d".formatted(which.account, which.suite.word(), which.version)));
  }

  /** One registered key. */
  static final class Which {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's address.")
    String account;

    @Parameters(
        index = "1",
        paramLabel = "SUITE",
        converter = Words.Suites.class,
        completionCandidates = Words.Suites.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    ProtocolKey.Suite suite;

    @Parameters(
        index = "2",
        paramLabel = "VERSION",
        description = "Its number, as account key list shows it.")
    long version;
  }

  @Command(
      name = "new",
      description = "Make a key of a suite (PKCS#8, readable by its owner alone).",
      footer = {"", "Example:", "  govchain account key new --suite pq --key-file pq.key"})
  static final class New extends GovchainCommand {
    @Option(
        names = "--suite",
        required = true,
        converter = Words.Suites.class,
        completionCandidates = Words.Suites.class,
        description = "One of: sm, cnsa, pq (secp256k1: keys new).")
    private ProtocolKey.Suite suite;

    @Option(
        names = "--key-file",
        required = true,
        paramLabel = "FILE",
        description = "Where the new key goes; must not exist yet.")
    private Path file;

    @Override
    void run(Output out) {
      PossessionKey key = ProtocolKeyFile.algorithms(suite).generate(new SecureRandom());
      ProtocolKeyFile.write(file, key);
      Map<String, String> view = new LinkedHashMap<>();
      view.put("suite", suite.word());
      view.put("publicKey", Hex.of(key.publicKey()));
      view.put("keyFile", file.toString());
      out.result(view, text(view, key.publicKey()));
    }

    /** A key of a post-quantum suite fills screens; people compare digests. */
    private static String text(Map<String, String> view, byte[] publicKey) {
      return """
          suite               %s
          publicKey           SHA-256 %s, %d bytes; the whole of it follows from the key file
          keyFile             %s"""
          .formatted(
              view.get("suite"), Digests.of(publicKey), publicKey.length, view.get("keyFile"));
    }
  }

  @Command(
      name = "register",
      description = {
        "Register your account's next key of a suite, with the proof that you hold it.",
        "The key comes from --key-file; secp256k1: from --account-keystore."
      },
      footer = {"", "Example:", "  govchain account key register --suite pq --key-file pq.key"})
  static final class Register extends SigningCommand {
    @Option(
        names = "--suite",
        required = true,
        converter = Words.Suites.class,
        completionCandidates = Words.Suites.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private ProtocolKey.Suite suite;

    @Mixin private ProtocolKeyFile.Source source;

    @Option(
        names = "--valid-until",
        paramLabel = "TIME",
        description = "When it ends by itself, such as 2028-01-01T00:00:00Z.")
    private Instant validUntil;

    @Override
    void run(Output out, Signing signing) {
      String account = signing.account().address();
      long version = 1 + signing.chain().members().protocolKeys(account, suite).size();
      ProtocolKeyFile.Proven key =
          source.prove(
              suite,
              publicKey ->
                  KeyPossession.digest(signing.chainId(), account, suite, version, publicKey));
      signing.send(
          out,
          MemberCalls.registerKey(
              suite,
              key.publicKey(),
              validUntil == null ? 0 : validUntil.getEpochSecond(),
              key.proof()),
          receipt ->
              new Signing.Done(
                  "%s key registered as version %d".formatted(suite.word(), version),
                  Map.of("version", version)));
    }
  }

  @Command(
      name = "check",
      description = "Check the proof of possession of a registered key, off the chain.",
      footer = {"", "Example:", "  govchain account key check 0x5c1e... pq 1"})
  static final class Check extends ChainCommand.Reading {
    @Mixin private Which which;

    @Override
    void run(Output out, GovernanceChain chain) {
      check(chain, find(chain, which));
      out.result(
          Map.of("possession", "proven"),
          "the proof is good: whoever registered the key holds it; you may confirm it");
    }
  }

  private static void check(GovernanceChain chain, ProtocolKey key) {
    String proof =
        chain
            .members()
            .possessionProof(key)
            .orElseThrow(
                () -> CommandFailure.notFound("proof in the chain's log of", key.toString()));
    byte[] digest =
        KeyPossession.digest(
            chain.chainId(), key.account(), key.suite(), key.version(), key.publicKey());
    if (!ProtocolKeyFile.verifies(key, digest, proof)) {
      throw CommandFailure.refused(
          "possession-not-proven",
          "the proof of possession of %s key %d of %s: expected the key's own signature, actual %s"
              .formatted(key.suite().word(), key.version(), key.account(), "another one"));
    }
  }

  @Command(
      name = "confirm",
      description = "Check the proof of another institution's key and confirm it on the chain.",
      footer = {"", "Example:", "  govchain account key confirm 0x5c1e... pq 1"})
  static final class Confirm extends SigningCommand {
    @Mixin private Which which;

    @Override
    void run(Output out, Signing signing) {
      check(signing.chain(), find(signing.chain(), which));
      signing.send(
          out,
          MemberCalls.confirmKey(which.account, which.suite, which.version),
          "key checked and confirmed");
    }
  }

  @Command(
      name = "revoke",
      description = "End a key of your account, or of an account of your institution, for good.",
      footer = {"", "Example:", "  govchain account key revoke 0x5c1e... pq 1"})
  static final class Revoke extends SigningCommand {
    @Mixin private Which which;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, MemberCalls.revokeKey(which.account, which.suite, which.version), "key revoked");
    }
  }

  @Command(
      name = "list",
      description = {
        "List the keys of an account, or the one that counted at a time.",
        "Version 0 of secp256k1 is the account's own key."
      },
      footer = {"", "Example:", "  govchain account key list 0x5c1e... --at 2027-03-01T12:00:00Z"})
  static final class ListKeys extends ChainCommand.Reading {
    @Parameters(paramLabel = "ACCOUNT", description = "The account's address.")
    private String account;

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description = "Only those that counted then, such as 2027-03-01T12:00:00Z.")
    private Instant at;

    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, suites().flatMap(suite -> keys(chain, suite).stream()).toList());
    }

    private List<ProtocolKey> keys(GovernanceChain chain, ProtocolKey.Suite suite) {
      return at == null
          ? chain.members().protocolKeys(account, suite)
          : chain.members().protocolKeyAt(account, suite, at.getEpochSecond()).stream().toList();
    }

    private static Stream<ProtocolKey.Suite> suites() {
      return Stream.of(ProtocolKey.Suite.values()).filter(suite -> suite != ProtocolKey.Suite.NONE);
    }
  }
}
