package io.govchain.cli;

import io.govchain.amdp.AmdpException;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.evm.EvmException;
import io.govchain.evm.signing.KeystoreException;
import io.govchain.governance.GovernanceMismatchException;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.NetworkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** Gives every failure that can be expected its exit code; the rest is a bug and says so. */
final class Failures {
  private Failures() {}

  static CommandFailure describe(Exception failure) {
    return switch (failure) {
      case CommandFailure known -> known;
      case EvmException.ChainUnreachable chain -> CommandFailure.unreachable(chain.getMessage());
      case EvmException.CallReverted contract ->
          CommandFailure.refused(contract.code(), Refusals.words(contract));
      case EvmException chain -> CommandFailure.refused(chain.code(), chain.getMessage());
      case GovernanceMismatchException chain ->
          CommandFailure.refused(chain.code(), chain.getMessage());
      case NetworkException network ->
          CommandFailure.refused(network.error().code(), network.getMessage());
      case Awaiting.TimedOut silent -> CommandFailure.unreachable(silent.getMessage());
      case ProxyUnreachableException proxy -> CommandFailure.unreachable(proxy.getMessage());
      case ProxyRefusedException proxy when proxy.status() == 404 ->
          new CommandFailure(ExitCode.NOT_FOUND, proxy.code(), proxy.getMessage());
      case ProxyRefusedException proxy -> CommandFailure.refused(proxy.code(), proxy.getMessage());
      case AmdpException malformed ->
          new CommandFailure(ExitCode.USAGE, malformed.code().wire(), malformed.getMessage());
      case KeystoreException keystore -> CommandFailure.usage(keystore.getMessage());
      case IllegalArgumentException argument -> CommandFailure.usage(argument.getMessage());
      case UncheckedIOException file -> describe(file.getCause());
      case FileSystemException file ->
          CommandFailure.usage("expected a file that can be read or written, actual " + file);
      case IOException told when told.getMessage() != null ->
          CommandFailure.usage(told.getMessage());
      case IOException file ->
          CommandFailure.usage("expected a file that can be read or written, actual " + file);
      default ->
          new CommandFailure(
              ExitCode.REFUSED,
              "internal-error",
              "this is a defect of govchain: " + failure + " at " + origin(failure));
    };
  }

  private static String origin(Exception failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }
}
