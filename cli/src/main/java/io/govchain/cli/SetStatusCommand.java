package io.govchain.cli;

import io.govchain.evm.send.Call;
import io.govchain.governance.Subchain;
import picocli.CommandLine.Parameters;

/** Suspends, resumes or retires a subchain or what stands on one; its path is the parameter 0. */
abstract class SetStatusCommand extends SigningCommand {
  private final String what;

  @Parameters(
      index = "1",
      paramLabel = "STATUS",
      converter = Words.SubchainStatuses.class,
      completionCandidates = Words.SubchainStatuses.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private Subchain.Status status;

  SetStatusCommand(String what) {
    this.what = what;
  }

  abstract Call call(Subchain.Status status);

  @Override
  final void run(Output out, Signing signing) {
    signing.send(out, call(status), what + " " + status.word());
  }
}
