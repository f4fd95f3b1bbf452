package io.govchain.cli;

import io.govchain.governance.GovernanceAccount;
import picocli.CommandLine.Mixin;

/** A command that changes something on the governance chain, signed by an account. */
abstract class SigningCommand extends ChainCommand {
  @Mixin private SigningKeyOptions key;

  @Override
  final void run(Output out, GovernanceConnection connection) {
    run(
        out,
        new Signing(new GovernanceAccount(connection.client(), key.open()), connection.chain()));
  }

  abstract void run(Output out, Signing signing);
}
