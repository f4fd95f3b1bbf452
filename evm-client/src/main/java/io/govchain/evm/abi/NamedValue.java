package io.govchain.evm.abi;

/**
 * An argument of a custom error.
 *
 * @param name as declared; {@code arg0}, {@code arg1}, ... where it has none
 * @param type the canonical ABI type
 * @param value text: decimal, 0x hex, true or false, the string itself, or JSON of a list
 */
public record NamedValue(String name, String type, String value) {}
