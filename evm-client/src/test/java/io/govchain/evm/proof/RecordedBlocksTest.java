package io.govchain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.proof.Vectors.Recorded;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that a third party checks of a block, on blocks of a real QBFT network. */
class RecordedBlocksTest {
  static List<Recorded> all() {
    return Vectors.all();
  }

  static List<Recorded> contractMode() {
    return Vectors.contractMode();
  }

  static List<Recorded> headerMode() {
    return Vectors.headerMode();
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldEncodeHeaderLikeTheNode(Recorded block) {
    assertThat(block.header().rlp()).isEqualTo(block.json().get("rawHeader").asText());
    assertThat(HeaderRlp.requireHash(block.header())).isEqualTo(HeaderRlp.HashRule.QBFT);
    assertThat(HeaderRlp.decode(block.header().rlp(), block.header().hash()))
        .isEqualTo(block.header());
    assertThat(HeaderRlp.decode(block.header().rlp(), HeaderRlp.HashRule.QBFT))
        .isEqualTo(block.header());
    assertThat(block.parent().hash()).isEqualTo(block.header().parentHash());
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldProveEveryReceipt(Recorded block) {
    List<byte[]> values = block.receipts().stream().map(receipt -> receipt.encoded()).toList();
    MerklePatriciaTrie trie = MerklePatriciaTrie.ofList(values);
    assertThat(trie.root()).isEqualTo(block.header().receiptsRoot());
    for (int i = 0; i < values.size(); i++) {
      InclusionProof proof = InclusionProof.of(trie, values, i);
      String value = InclusionProof.verify(block.header().receiptsRoot(), i, proof.nodes());
      assertThat(value).isEqualTo(Hex.of(values.get(i)));
      ProvenReceipt receipt = ProvenReceipt.parse(value);
      assertThat(receipt.succeeded()).isEqualTo(block.receipts().get(i).succeeded());
      assertThat(receipt.type()).isEqualTo(block.receipts().get(i).type());
      assertThat(receipt.logs()).hasSameSizeAs(block.receipts().get(i).logs());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldEncodeReceiptsLikeTheNode(Recorded block) {
    JsonNode raw = block.json().path("rawReceipts");
    for (int i = 0; i < raw.size(); i++) {
      byte[] wrapped = Hex.bytes(raw.get(i).asText());
      byte[] expected =
          (wrapped[0] & 0xff) >= 0xc0 ? wrapped : Rlp.decode(wrapped).asBytes("receipt");
      assertThat(block.receipts().get(i).rlp()).isEqualTo(Hex.of(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("contractMode")
  void shouldAcceptSealsOfTheSetInTheParentsState(Recorded block) {
    List<String> validators = validatorsFromState(block);
    assertThat(validators).containsExactlyInAnyOrderElementsOf(block.signers());
    Set<String> signers = QbftSeals.verifyContractMode(block.header(), validators);
    assertThat(signers.size()).isGreaterThanOrEqualTo(QbftSeals.quorum(validators.size()));
    assertThatThrownBy(() -> QbftSeals.verifyHeaderMode(block.header(), validators))
        .isInstanceOf(ProofException.class);
  }

  @ParameterizedTest
  @MethodSource("headerMode")
  void shouldAcceptSealsOfTheListedSet(Recorded block) {
    Set<String> signers = QbftSeals.verifyHeaderMode(block.header(), block.signers());
    assertThat(block.signers()).containsAll(signers);
    assertThatThrownBy(() -> QbftSeals.verifyContractMode(block.header(), block.signers()))
        .isInstanceOf(ProofException.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldRefuseSeals_whenTheyAreForgedRepeatedOrTooFew(Recorded block) {
    BlockHeader header = block.header();
    List<String> seals = QbftExtraData.parse(header.extraData()).seals();
    List<String> fewer = seals.subList(0, QbftSeals.quorum(block.signers().size()) - 1);
    assertRefused(withSeals(header, fewer), block.signers(), "seals of");

    List<String> repeated = new ArrayList<>(fewer);
    repeated.add(fewer.get(0));
    assertRefused(withSeals(header, repeated), block.signers(), "twice");

    byte[] changed = Hex.bytes(seals.get(0));
    changed[40] ^= 1;
    List<String> forged = new ArrayList<>(seals);
    forged.set(0, Hex.of(changed));
    assertRefused(withSeals(header, forged), block.signers(), "");

    byte[] badRecovery = Hex.bytes(seals.get(0));
    badRecovery[64] = 5;
    forged.set(0, Hex.of(badRecovery));
    assertRefused(withSeals(header, forged), block.signers(), "fits no key");
    assertRefused(withSeals(header, List.of()), block.signers(), "got 0");
    assertRefused(header, List.of(), "");
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldRefuseSeals_whenTheSetIsAnother(Recorded block) {
    List<String> strangers = new ArrayList<>(block.signers());
    strangers.replaceAll(address -> Keccak.ofHex(address).substring(0, 42));
    assertRefused(block.header(), strangers, "");
  }

  /** One of each mode sealed in round 0, one of each in round 1. */
  static List<Recorded> oneOfAKind() {
    Set<Long> numbers = Set.of(34L, 81L, 22L, 67L);
    return Vectors.all().stream()
        .filter(block -> numbers.contains(block.header().number()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("oneOfAKind")
  void shouldRefuseHeader_whenAnyFieldIsChanged(Recorded block) {
    byte[] rlp = block.header().encoded();
    for (int i = 0; i < rlp.length; i++) {
      byte[] changed = rlp.clone();
      changed[i] ^= 1;
      String forged = Hex.of(changed);
      BlockHeader header;
      try {
        header = HeaderRlp.decode(forged, block.header().hash());
      } catch (ProofException refused) {
        continue;
      }
      // Seals and round are outside the block's hash, never outside what validators seal.
      assertRefused(header, block.signers(), "");
      assertThat(header.receiptsRoot()).isEqualTo(block.header().receiptsRoot());
      assertThat(header.transactionsRoot()).isEqualTo(block.header().transactionsRoot());
      assertThat(header.stateRoot()).isEqualTo(block.header().stateRoot());
    }
  }

  @Test
  void shouldCoverTheRound_whenBlockWasSealedInALaterOne() {
    List<Recorded> later =
        Vectors.all().stream()
            .filter(block -> QbftExtraData.parse(block.header().extraData()).round() > 0)
            .toList();
    assertThat(later).extracting(block -> block.header().number()).contains(67L, 71L, 81L, 84L);
  }

  @Test
  void shouldNeedTwoThirdsRoundedUp() {
    assertThat(QbftSeals.quorum(1)).isEqualTo(1);
    assertThat(QbftSeals.quorum(3)).isEqualTo(2);
    assertThat(QbftSeals.quorum(4)).isEqualTo(3);
    assertThat(QbftSeals.quorum(5)).isEqualTo(4);
    assertThat(QbftSeals.quorum(7)).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("contractMode")
  void shouldRefuseStateProof_whenAnyByteIsChanged(Recorded block) {
    JsonNode proof = block.json().get("validatorProof");
    List<String> nodes = texts(proof.get("accountProof"));
    String root = block.parent().stateRoot();
    String address = proof.get("address").asText();
    for (int node = 0; node < nodes.size(); node++) {
      byte[] bytes = Hex.bytes(nodes.get(node));
      for (int i = 0; i < bytes.length; i++) {
        byte[] changed = bytes.clone();
        changed[i] ^= 0x10;
        List<String> forged = new ArrayList<>(nodes);
        forged.set(node, Hex.of(changed));
        assertThatThrownBy(() -> StateProof.account(root, address, forged))
            .isInstanceOf(ProofException.class);
      }
    }
    assertThatThrownBy(() -> StateProof.account(root, address, nodes.subList(0, 1)))
        .hasMessageContaining("missing");
    List<String> padded = new ArrayList<>(nodes);
    padded.add(nodes.get(0));
    assertThatThrownBy(() -> StateProof.account(root, address, padded))
        .hasMessageContaining("beyond");
    assertThatThrownBy(() -> StateProof.account(root, address, List.of("junk")))
        .isInstanceOf(ProofException.class);
  }

  private static List<String> validatorsFromState(Recorded block) {
    JsonNode proof = block.json().get("validatorProof");
    StateProof.AccountState account =
        StateProof.account(
                block.parent().stateRoot(),
                proof.get("address").asText(),
                texts(proof.get("accountProof")))
            .orElseThrow();
    assertThat(account.codeHash()).isEqualTo(proof.get("codeHash").asText());
    BigInteger array = new BigInteger(Keccak.ofHex("0x" + "0".repeat(64)).substring(2), 16);
    List<String> validators = new ArrayList<>();
    int length = -1;
    for (JsonNode entry : proof.get("storageProof")) {
      String slot = "0x%064x".formatted(Hex.number(entry.get("key").asText()));
      BigInteger value = StateProof.storage(account.storageRoot(), slot, texts(entry.get("proof")));
      assertThat(value).isEqualTo(Hex.number(entry.get("value").asText()));
      if (length < 0) {
        length = value.intValue();
      } else if (validators.size() < length) {
        assertThat(Hex.number(slot)).isEqualTo(array.add(BigInteger.valueOf(validators.size())));
        validators.add("0x%040x".formatted(value));
      }
    }
    assertThat(validators).hasSize(length);
    return validators;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static BlockHeader withSeals(BlockHeader header, List<String> seals) {
    List<Rlp> parts = Rlp.decode(Hex.bytes(header.extraData())).asList("extra data");
    List<Rlp> changed = new ArrayList<>(parts.subList(0, 4));
    changed.add(Rlp.list(seals.stream().map(Rlp::hex).toList()));
    return header.withExtraData(Hex.of(Rlp.list(changed).encode()));
  }

  private static void assertRefused(BlockHeader header, List<String> validators, String words) {
    assertThatThrownBy(() -> QbftSeals.verify(header, validators))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining(words);
  }
}
