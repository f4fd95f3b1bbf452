package io.govchain.evm;

import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The fields of one header, each read as it is given. All are read at one place by their form: who
 * reads very many headers has that place compiled, and not twenty-two of them.
 */
final class HeaderFields {
  private static final int BLOOM_BYTES = 256;
  private static final int NONCE_BYTES = 8;

  /** What a header consists of, by the names that nodes give it. */
  private enum Field {
    NUMBER("number", Hex::toLong),
    HASH("hash", Hex::hash),
    PARENT_HASH("parentHash", Hex::hash),
    TIMESTAMP("timestamp", Hex::toLong),
    OMMERS_HASH("sha3Uncles", Hex::hash),
    BENEFICIARY("miner", Hex::address),
    STATE_ROOT("stateRoot", Hex::hash),
    TRANSACTIONS_ROOT("transactionsRoot", Hex::hash),
    RECEIPTS_ROOT("receiptsRoot", Hex::hash),
    LOGS_BLOOM("logsBloom", text -> Hex.fixed(text, BLOOM_BYTES, "logs bloom")),
    DIFFICULTY("difficulty", Hex::number),
    GAS_LIMIT("gasLimit", Hex::toLong),
    GAS_USED("gasUsed", Hex::toLong),
    EXTRA_DATA("extraData", Hex::data),
    MIX_HASH("mixHash", Hex::hash),
    NONCE("nonce", text -> Hex.fixed(text, NONCE_BYTES, "block nonce")),
    BASE_FEE_PER_GAS("baseFeePerGas", Hex::number),
    WITHDRAWALS_ROOT("withdrawalsRoot", Hex::hash),
    BLOB_GAS_USED("blobGasUsed", Hex::toLong),
    EXCESS_BLOB_GAS("excessBlobGas", Hex::toLong),
    PARENT_BEACON_BLOCK_ROOT("parentBeaconBlockRoot", Hex::hash),
    REQUESTS_HASH("requestsHash", Hex::hash);

    private static final Field[] ALL = values();
    private static final Map<String, Field> BY_NAME =
        Arrays.stream(ALL).collect(Collectors.toUnmodifiableMap(field -> field.name, f -> f));

    private final String name;
    private final Function<String, Object> form;

    Field(String name, Function<String, Object> form) {
      this.name = name;
      this.form = form;
    }
  }

  private final Object[] values = new Object[Field.ALL.length];

  /**
   * The header whose fields have these texts.
   *
   * @param texts null for one that is missing or not text
   * @throws IllegalArgumentException if one is missing or malformed
   */
  static BlockHeader of(UnaryOperator<String> texts) {
    HeaderFields fields = new HeaderFields();
    for (Field field : Field.ALL) {
      String text = texts.apply(field.name);
      if (text != null) {
        fields.add(field, text);
      }
    }
    return fields.header();
  }

  /** Takes a field in; whatever else a node tells of a block is passed over. */
  void add(String name, String text) {
    Field field = Field.BY_NAME.get(name);
    if (field != null) {
      add(field, text);
    }
  }

  private void add(Field field, String text) {
    values[field.ordinal()] = field.form.apply(text);
  }

  /**
   * The header of what was taken in.
   *
   * @throws IllegalArgumentException if a field is missing
   */
  BlockHeader header() {
    return new BlockHeader(
        number(Field.NUMBER),
        text(Field.HASH),
        text(Field.PARENT_HASH),
        number(Field.TIMESTAMP),
        text(Field.OMMERS_HASH),
        text(Field.BENEFICIARY),
        text(Field.STATE_ROOT),
        text(Field.TRANSACTIONS_ROOT),
        text(Field.RECEIPTS_ROOT),
        text(Field.LOGS_BLOOM),
        (BigInteger) required(Field.DIFFICULTY),
        number(Field.GAS_LIMIT),
        number(Field.GAS_USED),
        text(Field.EXTRA_DATA),
        text(Field.MIX_HASH),
        text(Field.NONCE),
        optional(Field.BASE_FEE_PER_GAS, BigInteger.class),
        optional(Field.WITHDRAWALS_ROOT, String.class),
        optional(Field.BLOB_GAS_USED, Long.class),
        optional(Field.EXCESS_BLOB_GAS, Long.class),
        optional(Field.PARENT_BEACON_BLOCK_ROOT, String.class),
        optional(Field.REQUESTS_HASH, String.class));
  }

  private Object required(Field field) {
    Object value = values[field.ordinal()];
    if (value == null) {
      throw new IllegalArgumentException("field '" + field.name + "' is missing or not text");
    }
    return value;
  }

  private long number(Field field) {
    return (Long) required(field);
  }

  private String text(Field field) {
    return (String) required(field);
  }

  private <T> Optional<T> optional(Field field, Class<T> type) {
    return Optional.ofNullable(type.cast(values[field.ordinal()]));
  }
}
