package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.proof.ValidatorContract;
import io.govchain.governance.TrustAnchors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** The rule of a subchain as it is typed. */
class SubchainRuleTest {
  private static final String ONE = "0x" + "11".repeat(20);
  private static final String TWO = "0x" + "22".repeat(20);
  private static final String SLOT = "0x" + "00".repeat(32);
  private static final String HASH = "0x" + "cd".repeat(32);

  @Command
  private static final class Ruled {
    @ArgGroup(multiplicity = "1")
    private SubchainCommand.RuleOptions rule;
  }

  @Test
  void shouldReadEachRule() {
    assertThat(anchors("--node", "http://a", "--node", "http://b", "--agreement", "1"))
        .isEqualTo(new TrustAnchors.NodeAgreement(1, List.of("http://a", "http://b")));
    assertThat(anchors("--node", "http://a", "--confirmations", "12"))
        .isEqualTo(new TrustAnchors.NodeAgreement(1, List.of("http://a"), 12));
    assertThat(anchors("--validator", ONE, "--validator", TWO))
        .isEqualTo(new TrustAnchors.QbftSeals(List.of(ONE, TWO)));
    assertThat(anchors("--validator", ONE, "--validator-contract", TWO, "--validator-slot", SLOT))
        .isEqualTo(followed(Optional.empty(), Optional.empty()));
    assertThat(
            anchors(
                "--validator",
                ONE,
                "--validator-contract",
                TWO,
                "--validator-slot",
                SLOT,
                "--validator-code-hash",
                HASH,
                "--validator-implementation",
                ONE))
        .isEqualTo(followed(Optional.of(HASH), Optional.of(ONE)));
  }

  @Test
  void shouldRefuse_whenANodeIsNamedTwice() {
    assertThatThrownBy(() -> anchors("--node", "http://[::1]:1", "--node", "http://[0::1]:1/"))
        .hasMessageContaining("http://[::1]:1 and http://[0::1]:1/ are one");
  }

  @Test
  void shouldRefuse_whenAContractIsHalfNamedOrOfNoUse() {
    assertThatThrownBy(() -> anchors("--validator", ONE, "--validator-contract", TWO))
        .hasMessageContaining("--validator-slot");
    assertThatThrownBy(() -> anchors("--validator-contract", TWO, "--validator-slot", SLOT))
        .hasMessageContaining("--validator");
    assertThatThrownBy(
            () ->
                anchors(
                    "--node", "http://a", "--validator-contract", TWO, "--validator-slot", SLOT))
        .isInstanceOf(CommandLine.ParameterException.class);
    assertThatThrownBy(
            () ->
                anchors("--validator", ONE, "--validator-contract", TWO, "--validator-slot", "0x0"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("validator contract");
  }

  private static TrustAnchors followed(Optional<String> code, Optional<String> implementation) {
    return new TrustAnchors.QbftSeals(
        List.of(ONE), Optional.of(new ValidatorContract(TWO, SLOT, code, implementation)));
  }

  private static TrustAnchors anchors(String... arguments) {
    Ruled ruled = new Ruled();
    new CommandLine(ruled).parseArgs(arguments);
    return ruled.rule.anchors();
  }
}
