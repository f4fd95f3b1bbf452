package io.govchain.cli;

import io.govchain.evm.encoding.Hex;
import io.govchain.governance.KeyPossession;
import io.govchain.governance.ProtocolKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Proof of possession where the protocol key is, for who registers it elsewhere: keys do not
 * travel.
 */
@Command(
    name = "prove",
    description = {
      "Sign with a protocol key that your account holds it, for it to be registered elsewhere; needs"
          + " no connection and sends nothing.",
      "VERSION is the number that the key will have: one more than the suite's keys of ACCOUNT so"
          + " far. The console's form shows the whole command.",
      "Run it where the key is, and paste the output into the console's form (Register a protocol"
          + " key)."
    },
    footer = {
      "",
      "Example:",
      "  govchain account key prove 0x5c1e... pq 1 --chain-id $CHAIN_ID --key-file pq.key --json"
    })
final class ProveKeyCommand extends GovchainCommand {
  private static final long GREATEST_VERSION = 0xffff_ffffL;

  @Mixin private AccountKeyCommand.Which which;

  @Option(
      names = "--chain-id",
      required = true,
      paramLabel = "NUMBER",
      description = "Of the governance chain.")
  private long chainId;

  @Mixin private ProtocolKeyFile.Source source;

  /** What the console's form takes: what the proof is for, so that it can say what does not fit. */
  record Possession(
      long chainId,
      String account,
      ProtocolKey.Suite suite,
      long version,
      String publicKey,
      String proof) {}

  @Override
  void run(Output out) {
    out.record(proven(address(which.account), version(which.version)));
  }

  private Possession proven(String account, long version) {
    ProtocolKeyFile.Proven key =
        source.prove(
            which.suite,
            publicKey -> KeyPossession.digest(chainId, account, which.suite, version, publicKey));
    return new Possession(chainId, account, which.suite, version, key.publicKey(), key.proof());
  }

  private static String address(String text) {
    try {
      return Hex.address(text);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailure.usage(
          "ACCOUNT: expected 0x and 40 hex digits, actual '%s'".formatted(text));
    }
  }

  private static long version(long number) {
    if (number < 1 || number > GREATEST_VERSION) {
      throw CommandFailure.usage(
          "VERSION: expected a number from 1 to %d, actual %d".formatted(GREATEST_VERSION, number));
    }
    return number;
  }
}
