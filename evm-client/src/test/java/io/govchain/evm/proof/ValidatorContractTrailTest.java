package io.govchain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.proof.ValidatorTrail.Listed;
import io.govchain.evm.proof.ValidatorTrail.Proven;
import io.govchain.evm.proof.Vectors.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Contract mode: a real network whose contract admitted a fifth validator in block 44, sealed by
 * the four, so that block 45 is sealed by five; and trails forged in every way.
 */
class ValidatorContractTrailTest {
  private static final String SLOT = "0x" + "0".repeat(64);
  private static final String STRANGER = "0x" + "77".repeat(20);

  private static Recorded changing;
  private static Recorded after;
  private static String address;
  private static ValidatorContract contract;
  private static ValidatorListProof grown;

  @BeforeAll
  static void read() {
    changing = recorded(44);
    after = recorded(45);
    JsonNode proof = after.json().get("validatorProof");
    address = proof.get("address").asText();
    contract = contract(proof.get("codeHash").asText());
    grown = listProof(after, 5);
    assertThat(after.json().get("parent").get("hash").asText()).isEqualTo(changing.header().hash());
  }

  @Test
  void shouldFollow_whenTheRealContractAdmittedAFifth() {
    ValidatorTrail trail = trail(changing.header(), grown);

    assertThat(verify(trail, after.header(), contract)).hasSizeGreaterThanOrEqualTo(4);
    assertThat(ValidatorTrail.parse(trail.json())).isEqualTo(trail);
    verify(
        trail,
        after.header(),
        new ValidatorContract(address, SLOT, Optional.empty(), Optional.empty()));
    // Who has registered the five since needs none of it, and is not hindered by it.
    trail.verify(after.header(), after.signers(), Optional.of(contract));
  }

  /** Three seals are a quorum of the four before, not of the five. */
  @Test
  void shouldCountSealsAmongTheSetThatTheTrailLeadsTo() {
    List<Rlp> extra = Rlp.decode(Hex.bytes(after.header().extraData())).asList("extra data");
    BlockHeader three =
        withSeals(after.header(), extra, extra.get(4).asList("seals").subList(0, 3));

    refused(trail(changing.header(), grown), three, contract, "at least 4 seals of 5");
  }

  @Test
  void shouldFollowBack_whenTheFifthLeft() {
    BlockHeader before81 = recorded(81).parent();
    ValidatorTrail trail =
        new ValidatorTrail(
            List.of(
                new Proven(changing.header(), grown),
                new Proven(before81, listProof(recorded(81), 4))));

    verify(trail, recorded(81).header(), contract);
    verify(trail, recorded(84).header(), contract);
    refused(trail, after.header(), contract, "blocks before 45");
  }

  @Test
  void shouldRefuse_whenTheAnchorNamesNoContract() {
    ValidatorTrail trail = trail(changing.header(), grown);

    assertThatThrownBy(() -> trail.verify(after.header(), changing.signers(), Optional.empty()))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("the anchor names none");
  }

  @Test
  void shouldRefuse_whenTheModeIsTheOther() {
    Recorded listing =
        Vectors.headerMode().stream()
            .filter(b -> b.header().number() == 28)
            .findFirst()
            .orElseThrow();

    refused(
        new ValidatorTrail(List.of(new Listed(changing.header()))),
        after.header(),
        contract,
        "without a proof of its list");
    refused(
        new ValidatorTrail(List.of(new Listed(listing.header()))),
        after.header(),
        contract,
        "without a proof of its list");
  }

  @Test
  void shouldRefuse_whenTheProofIsOfAnotherStateAccountOrSlot() {
    ValidatorTrail trail = trail(changing.header(), grown);

    refused(trail(recorded(39).header(), grown), after.header(), contract, "trie proof");
    refused(
        trail(changing.header(), listProof(changing, 4)), after.header(), contract, "trie proof");
    refused(trail, after.header(), at(STRANGER, SLOT), "");
    refused(trail, after.header(), at(address, "0x" + "0".repeat(63) + "1"), "");
    List<List<String>> swapped = new ArrayList<>(grown.entries());
    swapped.set(0, grown.entries().get(1));
    refused(with(grown.length(), swapped), "trie proof");
    refused(with(grown.entries().getFirst(), grown.entries()), "");
  }

  @Test
  void shouldRefuse_whenTheListIsShortenedExtendedOrEmpty() {
    refused(with(grown.length(), grown.entries().subList(0, 4)), "proofs of its 5 entries, got 4");
    refused(with(grown.length(), List.of()), "got 0");
    List<List<String>> longer = new ArrayList<>(grown.entries());
    longer.add(grown.entries().getFirst());
    refused(with(grown.length(), longer), "got 6");
    // In the state of block 45's parent, the slot of another contract's list holds nothing.
    refused(with(List.of(), grown.entries()), "missing");
  }

  @Test
  void shouldRefuse_whenTheCodeIsAnother() {
    ValidatorTrail trail = trail(changing.header(), grown);
    ValidatorContract proxy =
        new ValidatorContract(address, SLOT, contract.codeHash(), Optional.of(STRANGER));

    refused(trail, after.header(), contract("0x" + "12".repeat(32)), "expected code hash");
    refused(trail, after.header(), proxy, "missing");
    refused(
        trail(
            changing.header(),
            new ValidatorListProof(
                grown.account(), grown.length(), grown.entries(), grown.length())),
        after.header(),
        proxy,
        "");
    refused(
        trail(
            changing.header(),
            new ValidatorListProof(
                grown.account(), grown.length(), grown.entries(), grown.length())),
        after.header(),
        contract,
        "nobody named");
  }

  @Test
  void shouldRefuse_whenTheStepIsNotSealedByTheSetBefore() {
    List<String> others = new ArrayList<>(changing.signers().subList(0, 1));
    for (int i = 1; i < 4; i++) {
      others.add("0x" + ("0" + i).repeat(20));
    }
    ValidatorTrail trail = trail(changing.header(), grown);

    assertThatThrownBy(() -> trail.verify(after.header(), others, Optional.of(contract)))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("not among the validators");
    List<Rlp> extra = Rlp.decode(Hex.bytes(changing.header().extraData())).asList("extra data");
    List<Rlp> seals = extra.get(4).asList("seals");
    Rlp first = seals.getFirst();
    refused(
        trail(withSeals(changing.header(), extra, List.of(first, first, first)), grown),
        after.header(),
        contract,
        "twice");
    refused(
        trail(withSeals(changing.header(), extra, seals.subList(0, 2)), grown),
        after.header(),
        contract,
        "at least 3 seals");
  }

  /** A proven list counts for the blocks after its own. */
  @Test
  void shouldRefuse_whenTheStepIsTheBlockItself() {
    refused(trail(changing.header(), grown), changing.header(), contract, "blocks before 44");
  }

  @Test
  void shouldRefuse_whenAnyNodeIsChanged() {
    for (int i = 0; i < grown.account().size(); i++) {
      byte[] node = Hex.bytes(grown.account().get(i));
      node[node.length / 2] ^= 1;
      List<String> account = new ArrayList<>(grown.account());
      account.set(i, Hex.of(node));
      refused(
          trail(
              changing.header(),
              new ValidatorListProof(account, grown.length(), grown.entries(), List.of())),
          after.header(),
          contract,
          "expected hash");
    }
  }

  private static void refused(ValidatorListProof proof, String words) {
    refused(trail(changing.header(), proof), after.header(), contract, words);
  }

  private static void refused(
      ValidatorTrail trail, BlockHeader block, ValidatorContract where, String words) {
    assertThatThrownBy(() -> verify(trail, block, where))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining(words);
  }

  private static Set<String> verify(
      ValidatorTrail trail, BlockHeader block, ValidatorContract where) {
    return trail.verify(block, changing.signers(), Optional.of(where));
  }

  private static ValidatorListProof with(List<String> length, List<List<String>> entries) {
    return new ValidatorListProof(grown.account(), length, entries, List.of());
  }

  private static ValidatorContract contract(String codeHash) {
    return new ValidatorContract(address, SLOT, Optional.of(codeHash), Optional.empty());
  }

  private static ValidatorContract at(String where, String slot) {
    return new ValidatorContract(where, slot, contract.codeHash(), Optional.empty());
  }

  private static ValidatorTrail trail(BlockHeader header, ValidatorListProof proof) {
    return new ValidatorTrail(List.of(new Proven(header, proof)));
  }

  private static BlockHeader withSeals(BlockHeader header, List<Rlp> extra, List<Rlp> seals) {
    List<Rlp> changed = new ArrayList<>(extra.subList(0, 4));
    changed.add(Rlp.list(seals));
    return header.withExtraData(Hex.of(Rlp.list(changed).encode()));
  }

  /** What the node proved about the parent's state: the list's length, then its entries. */
  private static ValidatorListProof listProof(Recorded block, int entries) {
    JsonNode proof = block.json().get("validatorProof");
    JsonNode storage = proof.get("storageProof");
    List<List<String>> proofs = new ArrayList<>();
    for (int i = 1; i <= entries; i++) {
      assertThat(ValidatorListProof.entrySlot(SLOT, i - 1))
          .isEqualTo("0x%064x".formatted(Hex.number(storage.get(i).get("key").asText())));
      proofs.add(texts(storage.get(i).get("proof")));
    }
    return new ValidatorListProof(
        texts(proof.get("accountProof")), texts(storage.get(0).get("proof")), proofs, List.of());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static Recorded recorded(long number) {
    return Vectors.contractMode().stream()
        .filter(block -> block.header().number() == number)
        .findFirst()
        .orElseThrow();
  }
}
