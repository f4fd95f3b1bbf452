package io.govchain.evm.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Blocks recorded from a real four-validator Besu QBFT network. They are read through {@link
 * EvmClient} from a server that replays what the node had answered.
 */
final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /**
   * A recorded block.
   *
   * @param signers the validators whose seals it must carry
   * @param json the whole record
   */
  record Recorded(BlockHeader header, List<Receipt> receipts, List<String> signers, JsonNode json) {
    @Override
    public String toString() {
      return "block " + header.number();
    }

    BlockHeader parent() {
      return replay(json.get("parent"), json.get("receipts")).header();
    }
  }

  private record Replayed(BlockHeader header, List<Receipt> receipts) {}

  static List<Recorded> contractMode() {
    return read("besu-qbft-contract.json.gz");
  }

  static List<Recorded> headerMode() {
    return read("besu-qbft-header.json.gz");
  }

  static List<Recorded> all() {
    List<Recorded> all = new ArrayList<>(contractMode());
    all.addAll(headerMode());
    return all;
  }

  private static List<Recorded> read(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      List<Recorded> blocks = new ArrayList<>();
      for (JsonNode block : JSON.readTree(new GZIPInputStream(in)).get("blocks")) {
        Replayed replayed = replay(block.get("block"), block.get("receipts"));
        List<String> signers = new ArrayList<>();
        block.get("signers").forEach(signer -> signers.add(signer.asText()));
        blocks.add(new Recorded(replayed.header(), replayed.receipts(), signers, block));
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Replayed replay(JsonNode block, JsonNode receipts) {
    Map<String, JsonNode> answers =
        Map.of("eth_getBlockByNumber", block, "eth_getBlockReceipts", receipts);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            Map<String, Object> answer =
                Map.of(
                    "jsonrpc", "2.0",
                    "id", request.get("id"),
                    "result", answers.get(request.get("method").asText()));
            byte[] body = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(body);
            }
          });
      server.start();
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      try (EvmClient client = EvmClient.connect(EvmEndpoint.of(uri))) {
        return new Replayed(client.latestHeader(), client.blockReceipts(0).orElseThrow());
      } finally {
        server.stop(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
