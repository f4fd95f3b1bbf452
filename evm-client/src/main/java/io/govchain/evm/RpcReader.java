package io.govchain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns a node's JSON into records; anything that is missing or malformed is an {@link
 * IllegalArgumentException}.
 */
final class RpcReader {
  private RpcReader() {}

  static BlockHeader header(JsonNode node) {
    return HeaderFields.of(field -> node.path(field).textValue());
  }

  static Block block(JsonNode node) {
    List<RawTransaction> transactions = new ArrayList<>();
    node.path("transactions").forEach(tx -> transactions.add(RpcTransactions.raw(tx)));
    return new Block(header(node), transactions);
  }

  static TransactionInfo transaction(JsonNode node) {
    Optional<TransactionInfo.Inclusion> inclusion =
        optional(node, "blockHash", Hex::hash)
            .map(
                hash ->
                    new TransactionInfo.Inclusion(
                        Hex.toLong(text(node, "blockNumber")),
                        hash,
                        Hex.toLong(text(node, "transactionIndex"))));
    return new TransactionInfo(RpcTransactions.raw(node), inclusion);
  }

  static List<Receipt> receipts(JsonNode node) {
    if (!node.isArray()) {
      throw new IllegalArgumentException("expected a list of receipts");
    }
    List<Receipt> receipts = new ArrayList<>();
    node.forEach(receipt -> receipts.add(receipt(receipt)));
    return receipts;
  }

  static Receipt receipt(JsonNode node) {
    return new Receipt(
        Hex.hash(text(node, "transactionHash")),
        Hex.toLong(text(node, "transactionIndex")),
        Hex.hash(text(node, "blockHash")),
        Hex.toLong(text(node, "blockNumber")),
        (int) (long) optional(node, "type", Hex::toLong).orElse(0L),
        Hex.address(text(node, "from")),
        optional(node, "to", Hex::address),
        optional(node, "contractAddress", Hex::address),
        Hex.toLong(text(node, "status")) == 1,
        Hex.toLong(text(node, "gasUsed")),
        Hex.toLong(text(node, "cumulativeGasUsed")),
        optional(node, "effectiveGasPrice", Hex::number).orElse(BigInteger.ZERO),
        Hex.fixed(text(node, "logsBloom"), 256, "logs bloom"),
        logs(node.path("logs")),
        optional(node, "revertReason", Hex::data));
  }

  static List<Log> logs(JsonNode node) {
    if (!node.isArray()) {
      throw new IllegalArgumentException("expected a list of logs");
    }
    List<Log> logs = new ArrayList<>();
    node.forEach(log -> logs.add(log(log)));
    return logs;
  }

  private static Log log(JsonNode node) {
    List<String> topics = new ArrayList<>();
    node.path("topics").forEach(topic -> topics.add(Hex.hash(topic.textValue())));
    return new Log(
        Hex.address(text(node, "address")),
        topics,
        Hex.data(text(node, "data")),
        Hex.toLong(text(node, "blockNumber")),
        Hex.hash(text(node, "blockHash")),
        Hex.hash(text(node, "transactionHash")),
        Hex.toLong(text(node, "transactionIndex")),
        Hex.toLong(text(node, "logIndex")));
  }

  static String text(JsonNode node, String field) {
    String text = node.path(field).textValue();
    if (text == null) {
      throw new IllegalArgumentException("field '" + field + "' is missing or not text");
    }
    return text;
  }

  static <T> Optional<T> optional(JsonNode node, String field, Function<String, T> reader) {
    return Optional.ofNullable(node.path(field).textValue()).map(reader);
  }
}
