package io.govchain.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import io.govchain.evm.proof.HeaderRlp;
import io.govchain.evm.proof.InclusionProof;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Proofs of all receipts of blocks that a real Besu network of four validators sealed; the records
 * are those that the tests of proofs use. Their JSON is read through {@link EvmClient}, from a
 * server that replays what the node had answered.
 */
final class RecordedBlocks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> RECORDS =
      List.of("besu-qbft-contract.json.gz", "besu-qbft-header.json.gz");

  private RecordedBlocks() {}

  /**
   * What an auditor is given, and the set of validators that he knows from elsewhere.
   *
   * @param header as the chain encodes it
   * @param nodes of the trie of receipts, from its root
   */
  record Sealed(
      String header, String blockHash, List<String> validators, long index, List<String> nodes) {}

  static List<Sealed> proofs() throws IOException {
    List<Sealed> proofs = new ArrayList<>();
    for (String name : RECORDS) {
      try (InputStream in = RecordedBlocks.class.getResourceAsStream("/vectors/" + name)) {
        for (JsonNode block : JSON.readTree(new GZIPInputStream(in)).path("blocks")) {
          if (!block.path("receipts").isEmpty()) {
            proofs.addAll(proofs(block));
          }
        }
      }
    }
    return proofs;
  }

  private static List<Sealed> proofs(JsonNode block) throws IOException {
    List<String> validators = new ArrayList<>();
    block.path("signers").forEach(signer -> validators.add(signer.asText()));
    HttpServer node =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext("/", exchange -> answer(exchange, block));
    node.start();
    URI uri = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    try (EvmClient client = EvmClient.connect(EvmEndpoint.of(uri))) {
      BlockHeader header = client.latestHeader();
      List<Receipt> receipts = client.blockReceipts(header.number()).orElseThrow();
      List<Sealed> proofs = new ArrayList<>();
      for (int i = 0; i < receipts.size(); i++) {
        InclusionProof proof = InclusionProof.receipt(receipts, i);
        proofs.add(
            new Sealed(HeaderRlp.encode(header), header.hash(), validators, i, proof.nodes()));
      }
      return proofs;
    } finally {
      node.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, JsonNode block) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String field = request.path("method").asText().endsWith("Receipts") ? "receipts" : "block";
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of("jsonrpc", "2.0", "id", request.get("id"), "result", block.get(field)));
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
