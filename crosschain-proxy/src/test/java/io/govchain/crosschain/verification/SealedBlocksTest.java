package io.govchain.crosschain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.evidence.AnchorRules;
import io.govchain.evidence.Finding;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.governance.TrustAnchors;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers sealed by a real QBFT network, and forgeries of them. */
class SealedBlocksTest {
  private final AnchorRules rules = new AnchorRules();

  record Sealed(String mode, BlockHeader header, List<String> validators) {
    @Override
    public String toString() {
      return mode + " mode, block " + header.number();
    }
  }

  static List<Sealed> blocks() throws IOException {
    List<Sealed> blocks = new ArrayList<>();
    try (InputStream in = SealedBlocksTest.class.getResourceAsStream("qbft-headers.json")) {
      for (JsonNode block : new ObjectMapper().readTree(in).get("blocks")) {
        List<String> validators = new ArrayList<>();
        block.get("validators").forEach(each -> validators.add(each.asText()));
        blocks.add(
            new Sealed(
                block.get("mode").asText(),
                HeaderRlp.decode(block.get("header").asText(), block.get("hash").asText()),
                validators));
      }
    }
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void shouldAccept_whenAQuorumOfTheRegisteredValidatorsSealed(Sealed block) throws Exception {
    assertThat(judge(block.header(), block.validators())).isInstanceOf(Finding.Accepted.class);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void shouldDispute_whenTheRegisteredValidatorsAreOthers(Sealed block) throws Exception {
    List<String> others =
        IntStream.range(0, 4).mapToObj(i -> Anvil.key("stranger" + i).address()).toList();
    assertDisputed(judge(block.header(), others));

    // Three of four seal a block at least, so that one of any two did.
    List<String> half = new ArrayList<>(others.subList(0, 2));
    half.addAll(block.validators().subList(2, 4));
    assertDisputed(judge(block.header(), half));

    List<String> many = new ArrayList<>(block.validators());
    many.addAll(others);
    assertDisputed(judge(block.header(), many));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void shouldDispute_whenSealsAreMissingOrRepeated(Sealed block) throws Exception {
    List<Rlp> extra = Rlp.decode(Hex.bytes(block.header().extraData())).asList("extra");
    List<Rlp> seals = extra.get(4).asList("seals");

    assertDisputed(
        judge(withSeals(block.header(), extra, seals.subList(0, 2)), block.validators()));
    assertDisputed(judge(withSeals(block.header(), extra, List.of()), block.validators()));
    assertDisputed(
        judge(
            withSeals(block.header(), extra, List.of(seals.get(0), seals.get(0), seals.get(0))),
            block.validators()));
  }

  @Test
  void shouldDispute_whenTheHeaderIsNoneOfQbft() throws Exception {
    BlockHeader sealed = blocks().getFirst().header();
    BlockHeader plain = sealed.withExtraData("0x");

    assertDisputed(judge(plain, blocks().getFirst().validators()));
  }

  private static BlockHeader withSeals(BlockHeader header, List<Rlp> extra, List<Rlp> seals) {
    List<Rlp> changed = new ArrayList<>(extra.subList(0, 4));
    changed.add(Rlp.list(seals));
    return header.withExtraData(Hex.of(Rlp.list(changed).encode()));
  }

  private Finding judge(BlockHeader header, List<String> validators) throws Exception {
    return rules.block(header, Optional.empty(), new TrustAnchors.QbftSeals(validators));
  }

  private static void assertDisputed(Finding finding) {
    assertThat(finding).isInstanceOf(Finding.Disputed.class);
    assertThat(((Finding.Disputed) finding).text()).contains("commit seals");
  }
}
