package io.govchain.evm.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.proof.ValidatorTrail.Listed;
import io.govchain.evm.proof.ValidatorTrail.Step;
import io.govchain.evm.proof.Vectors.Recorded;
import io.govchain.evm.signing.Signature;
import io.govchain.evm.signing.SigningKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Header mode: a real network that admitted a fifth validator, and trails forged in every way. */
class ValidatorTrailTest {
  private static final Optional<ValidatorContract> IN_HEADERS = Optional.empty();
  private static final List<SigningKey> FIRST = keys(4);
  private static final List<SigningKey> GROWN = concat(FIRST, keys(1));
  private static final List<SigningKey> STRANGERS = keys(5);

  private static final Recorded FOUR_VALIDATORS = recorded(28);
  private static Recorded five;
  private static Recorded later;

  @BeforeAll
  static void read() {
    five = recorded(67);
    later = recorded(71);
    assertThat(four().signers()).hasSize(4);
    assertThat(later.signers()).hasSize(5).containsAll(four().signers());
  }

  @Test
  void shouldFollow_whenTheRealNetworkAdmittedAFifth() {
    ValidatorTrail trail = trail(five.header());

    assertThatThrownBy(() -> QbftSeals.verify(later.header(), four().signers()))
        .isInstanceOf(ProofException.class);
    assertThat(trail.verify(later.header(), four().signers(), IN_HEADERS))
        .hasSizeGreaterThanOrEqualTo(4);
    // The header that lists a new set is itself one of that set's blocks.
    trail.verify(five.header(), four().signers(), IN_HEADERS);
    assertThat(ValidatorTrail.parse(trail.json())).isEqualTo(trail);
  }

  @Test
  void shouldPassOverWhatLedToTheAnchor_whenTheAnchorIsYounger() {
    ValidatorTrail trail = trail(block(3, FIRST, STRANGERS), five.header());

    trail.verify(later.header(), five.signers(), IN_HEADERS);
    assertThatThrownBy(() -> trail.verify(later.header(), four().signers(), IN_HEADERS))
        .hasMessageContaining("block 3");
  }

  @Test
  void shouldRefuse_whenTheAnchorIsOfOthers() {
    List<String> strangers = new ArrayList<>(addresses(STRANGERS.subList(0, 3)));
    refused(trail(five.header()), later.header(), strangers, "at least 2 of the 3");
    strangers.add(five.signers().getFirst());
    refused(trail(five.header()), later.header(), strangers, "at least 2 of the 4");
  }

  @Test
  void shouldRefuse_whenAnyByteOfARealStepIsChanged() {
    byte[] rlp = five.header().encoded();
    int refused = 0;
    for (int i = 0; i < rlp.length; i += 7) {
      byte[] changed = rlp.clone();
      changed[i] ^= 1;
      ArrayNode forged = (ArrayNode) trail(five.header()).json();
      ((ObjectNode) forged.get(0)).put("header", Hex.of(changed));
      assertThatThrownBy(
              () ->
                  ValidatorTrail.parse(forged).verify(later.header(), four().signers(), IN_HEADERS))
          .isInstanceOf(ProofException.class);
      refused++;
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void shouldFollowEachChange_whenTheSetGrowsIsReplacedAndChangesBack() {
    List<SigningKey> replaced = concat(GROWN.subList(2, 5), STRANGERS.subList(0, 2));
    BlockHeader grown = block(5, GROWN, FIRST);
    BlockHeader other = block(8, replaced, replaced.subList(0, 4));
    BlockHeader back = block(11, FIRST, FIRST);
    List<String> anchor = addresses(FIRST);

    trail(grown).verify(block(6, GROWN, GROWN), anchor, IN_HEADERS);
    trail(grown, other).verify(block(9, replaced, replaced), anchor, IN_HEADERS);
    trail(grown, other, back).verify(block(12, FIRST, FIRST), anchor, IN_HEADERS);
    QbftSeals.verify(block(12, FIRST, FIRST), anchor);
    refused(trail(grown, back), block(12, GROWN, GROWN), anchor, "expected the validators");
    refused(trail(grown, other), block(12, FIRST, FIRST), anchor, "expected the validators");
  }

  @Test
  void shouldRefuse_whenAStepIsMissing() {
    List<SigningKey> third = concat(GROWN.subList(3, 5), STRANGERS.subList(0, 3));
    List<SigningKey> fourth = concat(third.subList(1, 5), STRANGERS.subList(3, 4));
    BlockHeader step = block(5, GROWN, GROWN);
    BlockHeader next = block(6, third, third);
    BlockHeader last = block(7, fourth, fourth);
    BlockHeader block = block(8, fourth, fourth);

    trail(step, next, last).verify(block, addresses(FIRST), IN_HEADERS);
    refused(trail(step, last), block, addresses(FIRST), "block 7");
    refused(trail(next, last), block, addresses(FIRST), "block 6");
    refused(trail(step, next), block, addresses(FIRST), "expected the validators");
  }

  @Test
  void shouldRefuse_whenStepsAreOutOfOrderOrNotBeforeTheBlock() {
    BlockHeader grown = block(5, GROWN, GROWN);
    BlockHeader same = block(5, FIRST, FIRST);

    assertThatThrownBy(() -> trail(grown, block(4, FIRST, FIRST)))
        .hasMessageContaining("a block after 5, got 4");
    assertThatThrownBy(() -> trail(grown, same)).hasMessageContaining("a block after 5, got 5");
    refused(trail(grown), same, addresses(FIRST), "blocks before 5");
    refused(trail(grown), block(4, GROWN, GROWN), addresses(FIRST), "blocks before 4");
  }

  @Test
  void shouldRefuse_whenTooFewOfTheSetBeforeSealed() {
    List<SigningKey> taken = concat(FIRST.subList(0, 2), STRANGERS.subList(0, 4));
    BlockHeader block = block(9, taken, taken);
    List<SigningKey> one = concat(FIRST.subList(0, 1), STRANGERS.subList(0, 4));

    trail(block(5, taken, taken)).verify(block, addresses(FIRST), IN_HEADERS);
    refused(trail(block(5, taken, one)), block, addresses(FIRST), "at least 2 of the 4");
    refused(
        trail(block(5, STRANGERS, STRANGERS)),
        block(9, STRANGERS, STRANGERS),
        addresses(FIRST),
        "at least 2 of the 4 validators before, got 0");
  }

  /** Of three, one is a third exactly, and no more. */
  @Test
  void shouldNeedMoreThanAThird_whenTheSetBeforeIsSmall() {
    List<SigningKey> taken = concat(FIRST.subList(0, 1), STRANGERS.subList(0, 2));

    refused(
        trail(block(5, taken, taken)),
        block(9, taken, taken),
        addresses(FIRST.subList(0, 3)),
        "at least 2 of the 3");
  }

  @Test
  void shouldRefuse_whenTheListedSetDidNotSealItself() {
    BlockHeader block = block(9, GROWN, GROWN);
    List<String> anchor = addresses(FIRST);

    refused(trail(block(5, GROWN, FIRST.subList(0, 3))), block, anchor, "at least 4 seals of 5");
    refused(
        trail(block(5, GROWN, concat(FIRST.subList(0, 3), FIRST.subList(0, 1)))),
        block,
        anchor,
        "twice");
    refused(
        trail(block(5, GROWN, concat(FIRST, STRANGERS.subList(0, 1)))),
        block,
        anchor,
        "not among the validators");
    refused(trail(block(5, List.of(), FIRST)), block, anchor, "");
  }

  @Test
  void shouldRefuse_whenTheListIsAlteredUnderItsSeals() {
    BlockHeader sealed = block(5, GROWN, GROWN);
    List<SigningKey> altered = concat(FIRST, STRANGERS.subList(0, 1));
    List<Rlp> genuine = Rlp.decode(Hex.bytes(sealed.extraData())).asList("extra data");
    List<Rlp> forged =
        List.of(genuine.get(0), listed(altered), genuine.get(2), genuine.get(3), genuine.get(4));
    BlockHeader header = hashed(sealed.withExtraData(Hex.of(Rlp.list(forged).encode())));

    refused(trail(header), block(9, altered, altered), addresses(FIRST), "not among");
  }

  @Test
  void shouldRefuse_whenATrailIsEmptyOrTooLongOrMalformed() {
    List<Step> many =
        IntStream.rangeClosed(1, 65)
            .<Step>mapToObj(i -> new Listed(block(i, FIRST, FIRST)))
            .toList();
    assertThat(new ValidatorTrail(many.subList(0, 64)).steps()).hasSize(64);
    assertThatThrownBy(() -> new ValidatorTrail(many))
        .hasMessageContaining("1 to 64 steps, got 65");
    assertThatThrownBy(() -> new ValidatorTrail(List.of())).hasMessageContaining("got 0");

    malformed(steps -> steps.removeAll(), "got 0");
    malformed(steps -> steps.set(0, steps.get(0).get("header")), "members []");
    malformed(steps -> ((ObjectNode) steps.get(0)).put("trust", "me"), "[header, trust]");
    malformed(steps -> ((ObjectNode) steps.get(0)).put("header", 7), "JSON NUMBER");
    malformed(steps -> ((ObjectNode) steps.get(0)).put("header", "0xc0"), "header");
    malformed(steps -> ((ObjectNode) steps.get(0)).put("header", "junk"), "header");
    malformed(
        steps -> ((ObjectNode) steps.get(0)).put("header", "0x" + "00".repeat(200_000)),
        "characters");
    malformed(
        steps -> IntStream.range(0, 64).forEach(i -> steps.add(steps.get(0))), "at most 64 steps");
    JsonNode object = new ObjectMapper().createObjectNode();
    assertThatThrownBy(() -> ValidatorTrail.parse(object)).hasMessageContaining("array");
  }

  private static void malformed(Consumer<ArrayNode> change, String words) {
    ArrayNode json = (ArrayNode) trail(five.header()).json();
    change.accept(json);
    assertThatThrownBy(() -> ValidatorTrail.parse(json))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining(words);
  }

  private static void refused(
      ValidatorTrail trail, BlockHeader block, Collection<String> anchor, String words) {
    assertThatThrownBy(() -> trail.verify(block, anchor, IN_HEADERS))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining(words);
  }

  private static ValidatorTrail trail(BlockHeader... headers) {
    return new ValidatorTrail(Stream.of(headers).<Step>map(Listed::new).toList());
  }

  private static Recorded recorded(long number) {
    return Vectors.headerMode().stream()
        .filter(block -> block.header().number() == number)
        .findFirst()
        .orElseThrow();
  }

  static Recorded four() {
    return FOUR_VALIDATORS;
  }

  /** A header like the recorded ones, listing some and sealed by some. */
  static BlockHeader block(long number, List<SigningKey> listed, List<SigningKey> sealers) {
    List<Rlp> fields = new ArrayList<>(Rlp.decode(four().header().encoded()).asList("header"));
    fields.set(8, Rlp.number(number));
    fields.set(12, Rlp.bytes(Hex.bytes(extraData(listed, List.of()))));
    BlockHeader plain =
        HeaderRlp.decode(Hex.of(Rlp.list(fields).encode()), HeaderRlp.HashRule.QBFT);
    byte[] digest = Keccak.hash(plain.encoded());
    List<Rlp> seals = sealers.stream().map(key -> seal(key.signDigest(digest))).toList();
    return hashed(plain.withExtraData(extraData(listed, seals)));
  }

  private static BlockHeader hashed(BlockHeader header) {
    return HeaderRlp.decode(header.rlp(), HeaderRlp.HashRule.QBFT);
  }

  private static Rlp seal(Signature signature) {
    byte[] bytes = Arrays.copyOf(signature.compact(), 65);
    bytes[64] = (byte) signature.recoveryId();
    return Rlp.bytes(bytes);
  }

  private static String extraData(List<SigningKey> validators, List<Rlp> seals) {
    return Hex.of(
        Rlp.list(
                Rlp.hex("0x" + "00".repeat(32)),
                listed(validators),
                Rlp.list(),
                Rlp.number(0),
                Rlp.list(seals))
            .encode());
  }

  private static Rlp listed(List<SigningKey> validators) {
    return Rlp.list(addresses(validators).stream().map(Rlp::hex).toList());
  }

  static List<String> addresses(List<SigningKey> keys) {
    return keys.stream().map(SigningKey::address).toList();
  }

  static List<SigningKey> keys(int count) {
    return IntStream.range(0, count).<SigningKey>mapToObj(i -> SigningKey.random()).toList();
  }

  static List<SigningKey> concat(List<SigningKey> first, List<SigningKey> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
