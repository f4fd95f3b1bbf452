package io.govchain.cli;

import io.govchain.governance.GovernanceChain;
import java.net.URI;
import picocli.CommandLine.Option;

/** A command that reads the governance chain. */
abstract class ChainCommand extends GovchainCommand {
  @Option(
      names = "--rpc",
      required = true,
      defaultValue = "${env:GOVCHAIN_RPC}",
      paramLabel = "URL",
      description = "A governance node's JSON-RPC address (or GOVCHAIN_RPC).")
  private URI rpc;

  @Override
  final void run(Output out) throws Exception {
    try (GovernanceConnection connection = GovernanceConnection.open(rpc)) {
      run(out, connection);
    }
  }

  abstract void run(Output out, GovernanceConnection connection) throws Exception;

  /** A command that only reads. */
  abstract static class Reading extends ChainCommand {
    @Override
    final void run(Output out, GovernanceConnection connection) {
      run(out, connection.chain());
    }

    abstract void run(Output out, GovernanceChain chain);
  }
}
