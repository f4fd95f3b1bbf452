package io.govchain.adapter.evm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;

/**
 * A call in the chain's own form.
 *
 * @param to contract address
 * @param data calldata as hex, without any tag
 */
record EncodedCall(FunctionSignature function, String to, String data) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Encodes a call.
   *
   * @throws Unencodable saying which part is wrong
   */
  static EncodedCall of(String contractAddress, String function, String argumentsJson) {
    String to;
    try {
      to = Hex.address(contractAddress);
    } catch (IllegalArgumentException malformed) {
      throw new Unencodable("contract address", "0x and 40 hex digits", contractAddress);
    }
    try {
      FunctionSignature signature = FunctionSignature.parse(function);
      return new EncodedCall(signature, to, signature.encode(parse(argumentsJson)));
    } catch (AbiException failure) {
      throw new Unencodable(failure.where(), failure.expected(), failure.actual());
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException failure) {
      throw new Unencodable("arguments", "a JSON array", failure.getOriginalMessage());
    }
  }

  /** The data with bytes behind it that the contract does not read. */
  String dataWith(byte[] tag) {
    return data + Hex.of(tag).substring(2);
  }

  /** A call that cannot be put into the chain's form. */
  static final class Unencodable extends RuntimeException {

    private final String where;
    private final String expected;
    private final String actual;

    Unencodable(String where, String expected, String actual) {
      super(where + ": expected " + expected + ", got " + actual);
      this.where = where;
      this.expected = expected;
      this.actual = actual;
    }

    String where() {
      return where;
    }

    String expected() {
      return expected;
    }

    String actual() {
      return actual;
    }
  }
}
