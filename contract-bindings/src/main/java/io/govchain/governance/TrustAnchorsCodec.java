package io.govchain.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.proof.ValidatorContract;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * {@code abi.encode(uint8 k, string[] rpcUrls)} and {@code abi.encode(address[] validators)}, both
 * ways; with confirmations {@code abi.encode(uint8 k, string[] rpcUrls, uint16 confirmations)}, and
 * with a validator contract {@code abi.encode(address[] validators, address contract, bytes32 slot,
 * bytes32 codeHash, address implementation)}, each told apart by where the list begins, with zero
 * for what is not named. The bytes come from whoever registered them, so they are read by the EVM
 * client's decoder, which bounds what a few bytes may claim to stand for.
 */
final class TrustAnchorsCodec {

  private static final FunctionSignature AGREEMENT =
      FunctionSignature.parse("anchors(uint8,string[])(uint8,string[])");
  private static final FunctionSignature CONFIRMED_AGREEMENT =
      FunctionSignature.parse("anchors(uint8,string[],uint16)(uint8,string[],uint16)");
  private static final String CONFIRMED_LIST = "0".repeat(62) + "60";
  private static final int SECOND_WORD = 66;
  private static final FunctionSignature SEALS =
      FunctionSignature.parse("anchors(address[])(address[])");
  private static final FunctionSignature FOLLOWED_SEALS =
      FunctionSignature.parse(
          "anchors(address[],address,bytes32,bytes32,address)"
              + "(address[],address,bytes32,bytes32,address)");
  private static final String FOLLOWED_START = "0x" + "0".repeat(62) + "a0";
  private static final String NO_HASH = "0x" + "0".repeat(64);
  private static final String NO_ADDRESS = "0x" + "0".repeat(40);
  private static final FunctionSignature TRUST = FunctionSignature.parse("trust(uint8,bytes)");
  private static final int SELECTOR_END = 10;

  private TrustAnchorsCodec() {}

  static String encode(TrustAnchors.NodeAgreement anchors) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    values.add(anchors.agreement());
    anchors.rpcUrls().forEach(values.addArray()::add);
    return withoutSelector(
        anchors.confirmations() == 0
            ? AGREEMENT.encode(values)
            : CONFIRMED_AGREEMENT.encode(values.add(anchors.confirmations())));
  }

  static String encode(TrustAnchors.QbftSeals anchors) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    anchors.validators().forEach(values.addArray()::add);
    if (anchors.contract().isEmpty()) {
      return withoutSelector(SEALS.encode(values));
    }
    ValidatorContract contract = anchors.contract().get();
    values.add(contract.address()).add(contract.slot());
    values.add(contract.codeHash().orElse(NO_HASH));
    values.add(contract.implementation().orElse(NO_ADDRESS));
    return withoutSelector(FOLLOWED_SEALS.encode(values));
  }

  /** {@code keccak256(abi.encode(rule, bytes))}, as pipelines name what they were agreed with. */
  static String trust(Subchain.Rule rule, String bytes) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode().add(rule.ordinal()).add(bytes);
    return Hex.of(Keccak.hash(Hex.bytes(withoutSelector(TRUST.encode(values)))));
  }

  static TrustAnchors decode(Subchain.Rule rule, String bytes) {
    try {
      return switch (rule) {
        case NONE -> new TrustAnchors.Unreadable(rule, bytes, "no verification rule is registered");
        case NODE_AGREEMENT ->
            bytes.startsWith(CONFIRMED_LIST, SECOND_WORD)
                ? confirmed(CONFIRMED_AGREEMENT.decodeResult(bytes))
                : agreement(AGREEMENT.decodeResult(bytes));
        case QBFT_SEALS ->
            bytes.startsWith(FOLLOWED_START)
                ? followedSeals(FOLLOWED_SEALS.decodeResult(bytes))
                : new TrustAnchors.QbftSeals(texts(SEALS.decodeResult(bytes).get(0)));
      };
    } catch (AbiException | IllegalArgumentException malformed) {
      return new TrustAnchors.Unreadable(
          rule,
          bytes,
          "not the encoding of " + rule.word() + " anchors: " + malformed.getMessage());
    }
  }

  private static TrustAnchors agreement(ArrayNode values) {
    return TrustAnchors.NodeAgreement.registered(values.get(0).asInt(), texts(values.get(1)), 0);
  }

  private static TrustAnchors confirmed(ArrayNode values) {
    return TrustAnchors.NodeAgreement.registered(
        values.get(0).asInt(), texts(values.get(1)), values.get(2).asInt());
  }

  private static TrustAnchors followedSeals(ArrayNode values) {
    return new TrustAnchors.QbftSeals(
        texts(values.get(0)),
        Optional.of(
            new ValidatorContract(
                values.get(1).asText(),
                values.get(2).asText(),
                named(values.get(3).asText(), NO_HASH),
                named(values.get(4).asText(), NO_ADDRESS))));
  }

  private static Optional<String> named(String text, String nothing) {
    return text.equals(nothing) ? Optional.empty() : Optional.of(text);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String withoutSelector(String calldata) {
    return "0x" + calldata.substring(SELECTOR_END);
  }
}
