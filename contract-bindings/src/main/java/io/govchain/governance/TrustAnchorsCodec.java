package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.Utils;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint8;

/**
 * {@code abi.encode(uint8 k, string[] rpcUrls)} and {@code abi.encode(address[] validators)}, both
 * ways.
 */
@SuppressWarnings("rawtypes") // web3j's Type in lists
final class TrustAnchorsCodec {

  private static final List<TypeReference<Type>> AGREEMENT_TYPES =
      Utils.convert(
          List.of(new TypeReference<Uint8>() {}, new TypeReference<DynamicArray<Utf8String>>() {}));
  private static final List<TypeReference<Type>> SEALS_TYPES =
      Utils.convert(List.of(new TypeReference<DynamicArray<Address>>() {}));

  private TrustAnchorsCodec() {}

  static String encode(TrustAnchors.NodeAgreement anchors) {
    return "0x"
        + FunctionEncoder.encodeConstructor(
            List.of(
                new Uint8(BigInteger.valueOf(anchors.agreement())),
                new DynamicArray<>(
                    Utf8String.class, anchors.rpcUrls().stream().map(Utf8String::new).toList())));
  }

  static String encode(TrustAnchors.QbftSeals anchors) {
    return "0x"
        + FunctionEncoder.encodeConstructor(
            List.of(
                new DynamicArray<>(
                    Address.class, anchors.validators().stream().map(Address::new).toList())));
  }

  static TrustAnchors decode(Subchain.Rule rule, String bytes) {
    try {
      return switch (rule) {
        case NONE -> new TrustAnchors.Unreadable(rule, bytes, "no verification rule is registered");
        case NODE_AGREEMENT -> nodeAgreement(FunctionReturnDecoder.decode(bytes, AGREEMENT_TYPES));
        case QBFT_SEALS -> qbftSeals(FunctionReturnDecoder.decode(bytes, SEALS_TYPES));
      };
    } catch (RuntimeException malformed) {
      return new TrustAnchors.Unreadable(
          rule,
          bytes,
          "not the encoding of " + rule.word() + " anchors: " + malformed.getMessage());
    }
  }

  private static TrustAnchors nodeAgreement(List<Type> values) {
    BigInteger agreement = ((Uint8) values.get(0)).getValue();
    return new TrustAnchors.NodeAgreement(
        agreement.intValueExact(), texts((DynamicArray<?>) values.get(1)));
  }

  private static TrustAnchors qbftSeals(List<Type> values) {
    return new TrustAnchors.QbftSeals(
        texts((DynamicArray<?>) values.get(0)).stream().map(Hex::address).toList());
  }

  private static List<String> texts(DynamicArray<?> array) {
    return array.getValue().stream().map(element -> element.getValue().toString()).toList();
  }
}
