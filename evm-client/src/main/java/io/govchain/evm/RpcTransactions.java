package io.govchain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import io.govchain.evm.signing.RawTransaction;
import java.util.ArrayList;
import java.util.List;

/** Re-encodes a node's JSON of a transaction; the bytes must hash to what the node states. */
final class RpcTransactions {
  private RpcTransactions() {}

  static RawTransaction raw(JsonNode node) {
    int type = (int) (long) RpcReader.optional(node, "type", Hex::toLong).orElse(0L);
    List<Rlp> fields =
        switch (type) {
          case 0 -> legacy(node);
          case 1 -> {
            List<Rlp> list = numbers(node, "chainId", "nonce", "gasPrice", "gas");
            list.addAll(call(node));
            list.add(accessList(node));
            yield list;
          }
          case 2, 3, 4 -> dynamicFee(type, node);
          default ->
              throw new IllegalArgumentException("transaction: expected type 0 to 4, got " + type);
        };
    if (type != 0) {
      fields.addAll(numbers(node, node.has("yParity") ? "yParity" : "v", "r", "s"));
    }
    byte[] body = Rlp.list(fields).encode();
    RawTransaction transaction = RawTransaction.parse(type == 0 ? body : typed(type, body));
    String stated = Hex.hash(RpcReader.text(node, "hash"));
    if (!transaction.hash().equals(stated)) {
      throw new IllegalArgumentException(
          "transaction: its fields hash to " + transaction.hash() + ", the node states " + stated);
    }
    return transaction;
  }

  private static List<Rlp> legacy(JsonNode node) {
    List<Rlp> fields = numbers(node, "nonce", "gasPrice", "gas");
    fields.addAll(call(node));
    fields.addAll(numbers(node, "v", "r", "s"));
    return fields;
  }

  private static List<Rlp> dynamicFee(int type, JsonNode node) {
    List<Rlp> fields =
        numbers(node, "chainId", "nonce", "maxPriorityFeePerGas", "maxFeePerGas", "gas");
    fields.addAll(call(node));
    fields.add(accessList(node));
    if (type == 3) {
      fields.addAll(numbers(node, "maxFeePerBlobGas"));
      fields.add(Rlp.list(hexes(node.path("blobVersionedHashes"))));
    }
    if (type == 4) {
      List<Rlp> authorizations = new ArrayList<>();
      for (JsonNode entry : node.path("authorizationList")) {
        authorizations.add(
            Rlp.list(
                Rlp.number(Hex.number(RpcReader.text(entry, "chainId"))),
                Rlp.hex(RpcReader.text(entry, "address")),
                Rlp.number(Hex.number(RpcReader.text(entry, "nonce"))),
                Rlp.number(
                    Hex.number(RpcReader.text(entry, entry.has("yParity") ? "yParity" : "v"))),
                Rlp.number(Hex.number(RpcReader.text(entry, "r"))),
                Rlp.number(Hex.number(RpcReader.text(entry, "s")))));
      }
      fields.add(Rlp.list(authorizations));
    }
    return fields;
  }

  private static List<Rlp> call(JsonNode node) {
    return List.of(
        Rlp.hex(RpcReader.optional(node, "to", Hex::address).orElse("0x")),
        Rlp.number(Hex.number(RpcReader.text(node, "value"))),
        Rlp.hex(RpcReader.text(node, "input")));
  }

  private static Rlp accessList(JsonNode node) {
    List<Rlp> entries = new ArrayList<>();
    for (JsonNode entry : node.path("accessList")) {
      entries.add(
          Rlp.list(
              Rlp.hex(RpcReader.text(entry, "address")),
              Rlp.list(hexes(entry.path("storageKeys")))));
    }
    return Rlp.list(entries);
  }

  private static List<Rlp> hexes(JsonNode list) {
    List<Rlp> items = new ArrayList<>();
    list.forEach(item -> items.add(Rlp.hex(item.asText())));
    return items;
  }

  private static List<Rlp> numbers(JsonNode node, String... names) {
    List<Rlp> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(Rlp.number(Hex.number(RpcReader.text(node, name))));
    }
    return fields;
  }

  private static byte[] typed(int type, byte[] body) {
    byte[] raw = new byte[body.length + 1];
    raw[0] = (byte) type;
    System.arraycopy(body, 0, raw, 1, body.length);
    return raw;
  }
}
