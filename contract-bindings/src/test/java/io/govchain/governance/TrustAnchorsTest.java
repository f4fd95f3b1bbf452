package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.proof.ValidatorContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TrustAnchorsTest {

  @Test
  void shouldReadBackTheSame_whenNodeAgreementIsEncoded() {
    TrustAnchors anchors =
        new TrustAnchors.NodeAgreement(
            2, List.of("http://127.0.0.1:8600", "http://127.0.0.1:8601", "https://节点.example:1"));

    assertThat(TrustAnchors.decode(Subchain.Rule.NODE_AGREEMENT, anchors.encoded()))
        .isEqualTo(anchors);
  }

  @Test
  void shouldReadBackTheSame_whenConfirmationsAreAskedFor() {
    for (int confirmations : List.of(1, 64, 1_000)) {
      TrustAnchors anchors =
          new TrustAnchors.NodeAgreement(
              2, List.of("http://127.0.0.1:8600", "http://127.0.0.1:8601"), confirmations);

      assertThat(TrustAnchors.decode(Subchain.Rule.NODE_AGREEMENT, anchors.encoded()))
          .isEqualTo(anchors);
    }
  }

  @Test
  void shouldEncodeAsBefore_whenNoConfirmationsAreAskedFor() {
    TrustAnchors anchors = new TrustAnchors.NodeAgreement(1, List.of("http://a"), 0);

    assertThat(anchors.encoded())
        .isEqualTo(new TrustAnchors.NodeAgreement(1, List.of("http://a")).encoded())
        .startsWith("0x" + "0".repeat(63) + "1" + "0".repeat(62) + "40");
  }

  @Test
  void shouldVerifyNothing_whenMoreConfirmationsAreRegisteredThanAnyChainIsWaitedFor() {
    String most = new TrustAnchors.NodeAgreement(1, List.of("http://a"), 1_000).encoded();
    String more = most.replace("%064x".formatted(1_000), "%064x".formatted(1_001));

    assertThat(more).isNotEqualTo(most);
    assertThat(TrustAnchors.decode(Subchain.Rule.NODE_AGREEMENT, more))
        .isInstanceOf(TrustAnchors.Unreadable.class);
    assertThatThrownBy(() -> new TrustAnchors.NodeAgreement(1, List.of("http://a"), -1))
        .hasMessageContaining("expected 0..1000");
  }

  @Test
  void shouldReadBackTheSame_whenQbftSealsAreEncoded() {
    TrustAnchors anchors =
        new TrustAnchors.QbftSeals(List.of("0x" + "ab".repeat(20), "0x" + "01".repeat(20)));

    assertThat(TrustAnchors.decode(Subchain.Rule.QBFT_SEALS, anchors.encoded())).isEqualTo(anchors);
  }

  @Test
  void shouldReadBackTheSame_whenAValidatorContractIsNamed() {
    Optional<String> hash = Optional.of("0x" + "cd".repeat(32));
    Optional<String> implementation = Optional.of("0x" + "ef".repeat(20));
    for (Optional<String> code : List.of(hash, Optional.<String>empty())) {
      for (Optional<String> target : List.of(implementation, Optional.<String>empty())) {
        TrustAnchors anchors =
            new TrustAnchors.QbftSeals(
                List.of("0x" + "ab".repeat(20), "0x" + "01".repeat(20)),
                Optional.of(
                    new ValidatorContract(
                        "0x" + "77".repeat(20), "0x" + "00".repeat(31) + "02", code, target)));

        assertThat(TrustAnchors.decode(Subchain.Rule.QBFT_SEALS, anchors.encoded()))
            .isEqualTo(anchors);
      }
    }
  }

  @Test
  void shouldVerifyNothing_whenAValidatorContractIsCutOff() {
    String whole =
        new TrustAnchors.QbftSeals(
                List.of("0x" + "ab".repeat(20)),
                Optional.of(
                    new ValidatorContract(
                        "0x" + "77".repeat(20),
                        "0x" + "00".repeat(32),
                        Optional.empty(),
                        Optional.empty())))
            .encoded();

    for (int words = 1; words < 7; words++) {
      assertThat(TrustAnchors.decode(Subchain.Rule.QBFT_SEALS, whole.substring(0, 2 + 64 * words)))
          .isInstanceOf(TrustAnchors.Unreadable.class);
    }
  }

  @Test
  void shouldEncodeAsSolidityDoes_whenQbftSeals() {
    TrustAnchors anchors = new TrustAnchors.QbftSeals(List.of("0x" + "11".repeat(20)));

    assertThat(anchors.encoded())
        .isEqualTo(
            "0x" + "0".repeat(62) + "20" + "0".repeat(63) + "1" + "0".repeat(24) + "11".repeat(20));
  }

  @Test
  void shouldVerifyNothing_whenRegisteredBytesMakeNoSense() {
    for (Subchain.Rule rule : Subchain.Rule.values()) {
      for (String bytes : List.of("0x", "0x00", "0x" + "ff".repeat(96), "0x" + "00".repeat(64))) {
        TrustAnchors anchors = TrustAnchors.decode(rule, bytes);

        assertThat(anchors).isInstanceOf(TrustAnchors.Unreadable.class);
        assertThat(anchors.rule()).isEqualTo(rule);
        assertThat(anchors.encoded()).isEqualTo(bytes);
      }
    }
  }

  /**
   * Bytes that claim two thousand million elements and hold none: whoever reads them must survive.
   */
  @Test
  void shouldSurvive_whenRegisteredBytesClaimToBeEnormous() {
    String enormous = "0".repeat(56) + "7fffffff";
    String next = "0".repeat(62) + "20";
    String afterNext = "0".repeat(62) + "40";

    for (String bytes :
        List.of(
            "0x" + next + enormous,
            "0x" + "0".repeat(63) + "1" + afterNext + enormous,
            "0x" + "0".repeat(63) + "1" + afterNext + "0".repeat(63) + "1" + next + enormous)) {
      for (Subchain.Rule rule : Subchain.Rule.values()) {
        assertThat(TrustAnchors.decode(rule, bytes)).isInstanceOf(TrustAnchors.Unreadable.class);
      }
    }
  }

  @Test
  void shouldRefuse_whenAgreementCannotBeReachedOrIsTrivial() {
    assertThatThrownBy(() -> new TrustAnchors.NodeAgreement(0, List.of("http://a")))
        .hasMessageContaining("expected 1..1");
    assertThatThrownBy(() -> new TrustAnchors.NodeAgreement(2, List.of("http://a")))
        .hasMessageContaining("was 2");
    assertThatThrownBy(() -> new TrustAnchors.QbftSeals(List.of()))
        .hasMessageContaining("at least 1");
  }

  @Test
  void shouldRefuse_whenOneNodeIsNamedTwice() {
    List.of(
            List.of("http://node:80", "HTTP://NODE/"),
            List.of("https://node", "https://node.:443"),
            List.of("http://node/rpc", "http://node/a/../rpc/"),
            List.of("http://[::1]:8545", "http://[0:0:0:0:0:0:0:1]:8545/"),
            List.of("http://10.0.0.5:8545", "http://[::ffff:10.0.0.5]:8545"),
            List.of("http://10.0.0.5:8545", "http://[::FFFF:A00:5]:8545"),
            List.of("http://127.0.0.1", "http://2130706433"))
        .forEach(
            same ->
                assertThatThrownBy(() -> new TrustAnchors.NodeAgreement(2, same))
                    .hasMessageContaining(
                        "expected different nodes, %s and %s are one"
                            .formatted(same.getFirst(), same.getLast())));
  }

  @Test
  void shouldTakeThemForDifferent_whenTheyMayBe() {
    List<String> different =
        List.of(
            "http://node",
            "https://node",
            "http://node:8545",
            "http://node/a",
            "http://node/A",
            "http://10.0.0.5",
            "http://10.0.0.50",
            "http://999.0.0.1",
            "http://[::1]",
            "no address");

    assertThat(new TrustAnchors.NodeAgreement(10, different).rpcUrls()).isEqualTo(different);
  }

  @Test
  void shouldGiveItOneVoice_whenANodeIsRegisteredTwice() {
    String one = new TrustAnchors.NodeAgreement(1, List.of("http://a", "http://b")).encoded();
    String two = new TrustAnchors.NodeAgreement(2, List.of("http://a", "http://b"), 12).encoded();

    assertThat(TrustAnchors.decode(Subchain.Rule.NODE_AGREEMENT, twice(one)))
        .isEqualTo(new TrustAnchors.NodeAgreement(1, List.of("http://a")));
    assertThat(TrustAnchors.decode(Subchain.Rule.NODE_AGREEMENT, twice(two)))
        .isInstanceOfSatisfying(
            TrustAnchors.Unreadable.class,
            nothing -> assertThat(nothing.problem()).contains("expected 1..1", "was 2"));
  }

  private static String twice(String anchors) {
    return anchors.replace(text("http://b"), text("http://A"));
  }

  private static String text(String ascii) {
    return Hex.of(ascii.getBytes(StandardCharsets.US_ASCII)).substring(2);
  }
}
