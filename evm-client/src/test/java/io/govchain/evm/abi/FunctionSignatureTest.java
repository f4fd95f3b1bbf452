package io.govchain.evm.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionSignatureTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The examples of the Solidity ABI specification. */
  @Test
  void shouldEncodeLikeTheSpecification() {
    assertThat(encode("baz(uint32,bool)", "[69, true]"))
        .isEqualTo("0xcdcd77c0" + word("45") + word("1"));
    assertThat(encode("bar(bytes3[2])", "[[\"0x616263\", \"0x646566\"]]"))
        .isEqualTo("0xfce353f6" + left("616263") + left("646566"));
    assertThat(encode("sam(bytes,bool,uint256[])", "[\"0x64617665\", true, [1, 2, 3]]"))
        .isEqualTo(
            "0xa5643bf2"
                + word("60")
                + word("1")
                + word("a0")
                + word("4")
                + left("64617665")
                + word("3")
                + word("1")
                + word("2")
                + word("3"));
    assertThat(
            encode(
                "f(uint256,uint32[],bytes10,bytes)",
                "[\"0x123\", [1110, \"1929\"], \"0x31323334353637383930\", \"0x48656c6c6f2c20776f726c6421\"]"))
        .isEqualTo(
            "0x8be65246"
                + word("123")
                + word("80")
                + left("31323334353637383930")
                + word("e0")
                + word("2")
                + word("456")
                + word("789")
                + word("d")
                + left("48656c6c6f2c20776f726c6421"));
    assertThat(encode("g(uint256[][],string[])", "[[[1, 2], [3]], [\"one\", \"two\", \"three\"]]"))
        .isEqualTo(
            "0x2289b18c"
                + word("40")
                + word("140")
                + word("2")
                + word("40")
                + word("a0")
                + word("2")
                + word("1")
                + word("2")
                + word("1")
                + word("3")
                + word("3")
                + word("60")
                + word("a0")
                + word("e0")
                + word("3")
                + left("6f6e65")
                + word("3")
                + left("74776f")
                + word("5")
                + left("7468726565"));
  }

  @Test
  void shouldDecodeResult() throws JsonProcessingException {
    FunctionSignature find =
        FunctionSignature.parse("find(bytes32)(string,address,uint64,bool,uint48)");
    assertThat(find.id()).isEqualTo(Keccak.ofText(find.text()));
    assertThat(find.selector()).isEqualTo(FunctionSignature.parse("find(bytes32)").selector());
    String address = "00000000000000000000000000000000000000aa";
    String data =
        "0x"
            + word("a0")
            + word(address)
            + word("11")
            + word("1")
            + word("7")
            + word("6")
            + left("e4b8ad" + "616263");
    assertThat(find.decodeResult(data))
        .isEqualTo(JSON.readTree("[\"\u4e2dabc\", \"0x" + address + "\", \"17\", true, 7]"));
    assertThatThrownBy(() -> find.decodeResult("0x"))
        .isInstanceOf(AbiException.class)
        .hasMessageContaining("result of find");
  }

  @Test
  void shouldIgnoreTag_whenItFollowsTheArguments() throws JsonProcessingException {
    FunctionSignature store = FunctionSignature.parse("store(bytes32,string)");
    JsonNode arguments = JSON.readTree("[\"0x" + "11".repeat(32) + "\", \"text\"]");
    String tagged = store.encode(arguments) + "ff".repeat(34);
    assertThat(store.decodeArguments(tagged)).isEqualTo(arguments);
    assertThatThrownBy(
            () -> FunctionSignature.parse("withdraw(bytes32,string)").decodeArguments(tagged))
        .hasMessageContaining("selector");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f(uint8) | [256] | argument 1 of f(uint8): expected uint8 as a number from 0 to 255, got 256",
        "f(uint8) | [-1] | number from 0 to 255, got -1",
        "f(int8) | [128] | from -128 to 127",
        "f(uint64) | [1.5] | whole number",
        "f(uint64) | [\"abc\"] | whole number",
        "f(uint64) | [\"1e3\"] | whole number",
        "f(bool) | [1] | true or false, got 1",
        "f(address) | [\"0x12\"] | address as 0x and 40 hex digits",
        "f(bytes32) | [\"0x1234\"] | bytes32 as 0x and 64 hex digits",
        "f(bytes) | [\"1234\"] | bytes as 0x and hex digits",
        "f(string) | [7] | string as text, got 7",
        "f(uint8,uint8) | [1] | arguments of f(uint8,uint8): expected a list of 2, got a list of 1",
        "f(uint8) | {} | expected a list of 1",
        "f(uint8[]) | [[1,\"x\"]] | argument 1 of f(uint8[])[1]",
        "f(uint8[2]) | [[1]] | a list of 2",
        "f((uint8,bool)) | [[1]] | a list of 2",
        "f((uint8,bool)) | [[1,2]] | argument 1 of f((uint8,bool))[1]",
        "f(string) | [null] | got null",
      })
  void shouldNameArgumentTypeAndValue_whenItDoesNotFit(
      String signature, String arguments, String words) {
    assertThatThrownBy(() -> encode(signature, arguments))
        .isInstanceOf(AbiException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f",
        "(uint8)",
        "f(",
        "f()x",
        "f(uint)",
        "f(uint7)",
        "f(uint264)",
        "f(bytes33)",
        "f(bytes0)",
        "f(uint8 a)",
        "f(uint8,)",
        "f(,uint8)",
        "f(uint8[)",
        "f(uint8[0])",
        "f(uint8[99999])",
        "f(())",
        "f(tuple)",
        "f(uint8)(uint8)(uint8)",
        "1f(uint8)",
        "f (uint8)",
        "f((((((((((uint8))))))))))",
        "f(uint8[][][][][][][][][][])",
        "f(uint256[1000][1000])",
        "f(ufixed128x18)",
        "f(uint\u0661)"
      })
  void shouldRefuseSignature_whenItIsNotCanonical(String text) {
    assertThatThrownBy(() -> FunctionSignature.parse(text)).isInstanceOf(AbiException.class);
  }

  @Test
  void shouldRoundTrip_whenValuesAreOfEveryKind() throws JsonProcessingException {
    String types =
        "(uint256,int256,bool,address,bytes7,bytes,string,(uint8,string)[],int16[3],(bytes32,(bool,bytes[]))[2])";
    JsonNode values =
        JSON.readTree(
            """
            ["115792089237316195423570985008687907853269984665640564039457584007913129639935",
             "-1", false, "0x00000000000000000000000000000000000000aa", "0x01020304050607", "0x",
             "", [[1, "a"], [255, "%s"]], [-3, 0, 3],
             [["0x%s", [true, ["0x01", "0x"]]], ["0x%s", [false, []]]]]"""
                .formatted("long ".repeat(20), "11".repeat(32), "22".repeat(32)));
    FunctionSignature function = FunctionSignature.parse("f" + types + types);
    String calldata = function.encode(values);
    assertThat(function.decodeArguments(calldata)).isEqualTo(values);
    assertThat(function.decodeResult("0x" + calldata.substring(10))).isEqualTo(values);
  }

  @Test
  void shouldRefuseOrDecode_butNeverRunAway_whenDataIsHostile() throws JsonProcessingException {
    FunctionSignature function =
        FunctionSignature.parse("f()(string,(uint8,bytes[])[],uint256[][])");
    FunctionSignature same = FunctionSignature.parse("f(string,(uint8,bytes[])[],uint256[][])");
    byte[] valid =
        Hex.bytes(
            "0x"
                + same.encode(
                        JSON.readTree(
                            "[\"text\", [[1, [\"0x01\", \"0x0203\"]], [2, []]], [[1, 2], []]]"))
                    .substring(10));
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] data = valid.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        int at = random.nextInt(data.length);
        data[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 32 * random.nextInt(8));
      }
      try {
        assertThat(function.decodeResult(data)).hasSize(3);
      } catch (AbiException refused) {
        assertThat(refused.where()).isEqualTo("result of " + function.text());
      }
    }
  }

  @Test
  void shouldRefuse_whenOverlappingArraysWouldMultiply() {
    FunctionSignature function = FunctionSignature.parse("f()(uint256[][][])");
    int n = 400;
    StringBuilder data = new StringBuilder("0x" + word("20"));
    for (int level = 0; level < 2; level++) {
      data.append(word(Integer.toHexString(n)));
      data.append(word(Integer.toHexString(32 * n)).repeat(n));
    }
    data.append(word(Integer.toHexString(n))).append(word("1").repeat(n));
    assertThatThrownBy(() -> function.decodeResult(data.toString()))
        .isInstanceOf(AbiException.class)
        .hasMessageContaining("at most 100000 values");
  }

  @Test
  void shouldDecodeErrors_whenAbiHasTuples() {
    CustomErrors errors =
        CustomErrors.ofAbis(
            List.of(
                """
                [{"type":"error","name":"Bad","inputs":[{"name":"","type":"tuple[]","components":[
                  {"name":"a","type":"uint8"},{"name":"b","type":"bool"}]},{"name":"n","type":"int256"}]}]"""));
    String data =
        Keccak.ofText("Bad((uint8,bool)[],int256)").substring(0, 10)
            + word("40")
            + "f".repeat(64)
            + word("1")
            + word("5")
            + word("1");
    RevertReason reason = errors.decode(data);
    assertThat(reason.text()).isEqualTo("Bad(arg0=[[5,true]], n=-1)");
    assertThat(CustomErrors.none().plus(errors).decode(data)).isEqualTo(reason);
    assertThat(errors.decode(data.substring(0, 74)).name()).isEqualTo(data.substring(0, 10));
    assertThat(errors.decode("0x12").text()).contains("0x12");
    assertThatThrownBy(() -> CustomErrors.ofAbis(List.of("{")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String encode(String signature, String arguments) {
    try {
      return FunctionSignature.parse(signature).encode(JSON.readTree(arguments));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String word(String hex) {
    return "0".repeat(64 - hex.length()) + hex;
  }

  private static String left(String hex) {
    return hex + "0".repeat(64 - hex.length());
  }
}
