package io.govchain.evm.abi;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A type of the Solidity contract ABI. */
public sealed interface AbiType {
  /** {@code uint8} to {@code uint256}. */
  record UnsignedInteger(int bits) implements AbiType {}

  /** {@code int8} to {@code int256}. */
  record SignedInteger(int bits) implements AbiType {}

  /** {@code bool}. */
  record Bool() implements AbiType {}

  /** {@code address}. */
  record Address() implements AbiType {}

  /** {@code bytes1} to {@code bytes32}. */
  record FixedBytes(int size) implements AbiType {}

  /** {@code bytes}. */
  record DynamicBytes() implements AbiType {}

  /** {@code string}. */
  record Text() implements AbiType {}

  /** {@code T[]}, or {@code T[n]} when the length is given. */
  record Array(AbiType element, OptionalInt length) implements AbiType {}

  /** {@code (T1,T2,...)}, never empty. */
  record Tuple(List<AbiType> components) implements AbiType {
    public Tuple {
      components = List.copyOf(components);
    }
  }

  /** Reads a canonical type name such as {@code uint64}, {@code (address,bytes32)[]}. */
  static AbiType parse(String text) {
    return AbiTypeParser.type(text);
  }

  /** The canonical name. */
  default String canonical() {
    return switch (this) {
      case UnsignedInteger integer -> "uint" + integer.bits();
      case SignedInteger integer -> "int" + integer.bits();
      case Bool bool -> "bool";
      case Address address -> "address";
      case FixedBytes bytes -> "bytes" + bytes.size();
      case DynamicBytes bytes -> "bytes";
      case Text string -> "string";
      case Array array ->
          array.element().canonical()
              + (array.length().isPresent() ? "[" + array.length().getAsInt() + "]" : "[]");
      case Tuple tuple ->
          tuple.components().stream()
              .map(AbiType::canonical)
              .collect(Collectors.joining(",", "(", ")"));
    };
  }

  /** Whether values have no fixed size and so stand behind an offset. */
  default boolean isDynamic() {
    return switch (this) {
      case UnsignedInteger integer -> false;
      case SignedInteger integer -> false;
      case Bool bool -> false;
      case Address address -> false;
      case FixedBytes bytes -> false;
      case DynamicBytes bytes -> true;
      case Text string -> true;
      case Array array -> array.length().isEmpty() || array.element().isDynamic();
      case Tuple tuple -> tuple.components().stream().anyMatch(AbiType::isDynamic);
    };
  }

  /** Bytes that a value takes in place: 32 for an offset. */
  default int headSize() {
    if (isDynamic()) {
      return 32;
    }
    return switch (this) {
      case Array array -> array.length().orElseThrow() * array.element().headSize();
      case Tuple tuple -> tuple.components().stream().mapToInt(AbiType::headSize).sum();
      case UnsignedInteger integer -> 32;
      case SignedInteger integer -> 32;
      case Bool bool -> 32;
      case Address address -> 32;
      case FixedBytes bytes -> 32;
      case DynamicBytes bytes -> 32;
      case Text string -> 32;
    };
  }
}
