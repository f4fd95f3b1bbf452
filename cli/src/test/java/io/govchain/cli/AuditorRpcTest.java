package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The node that an auditor asks is an option or comes from the environment. */
class AuditorRpcTest {
  @Test
  void shouldNameBothWays_whenNeitherNamesANode() {
    Run run =
        Run.of(
            "evidence",
            "fetch",
            "0x" + "3c".repeat(32),
            "--digest",
            "0x" + "5b".repeat(32),
            "--file",
            "none.json",
            "--service",
            "court/crosschain-proxy",
            "--auditor-keystore",
            "missing.json",
            "--auditor-password-file",
            "missing.password");

    assertThat(run.exit()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("--rpc or GOVCHAIN_RPC").doesNotContain("Missing required");
  }
}
