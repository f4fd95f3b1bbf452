package io.govchain.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.abi.RevertReason;
import io.govchain.evm.encoding.Hex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A connection to one EVM chain's node. Blocking, thread-safe, meant for virtual threads; every
 * answer is bounded in size and time. A request whose connection broke is sent once more, since all
 * of them can be repeated without harm; nothing else is repeated. Failures are {@link
 * EvmException}s.
 *
 * <p>Hashes, addresses and data are lower-case hex with 0x.
 */
public final class EvmClient implements AutoCloseable {
  private final EvmEndpoint endpoint;
  private final JsonRpc rpc;
  private final CustomErrors errors;
  private volatile long chainId;

  private EvmClient(EvmEndpoint endpoint, CustomErrors errors, JsonRpc rpc) {
    this.endpoint = endpoint;
    this.errors = errors;
    this.rpc = rpc;
  }

  /** A client that decodes text and panic reverts. Connects when first used. */
  public static EvmClient connect(EvmEndpoint endpoint) {
    return connect(endpoint, CustomErrors.none());
  }

  /** A client that also decodes these custom errors. */
  public static EvmClient connect(EvmEndpoint endpoint, CustomErrors errors) {
    return new EvmClient(endpoint, errors, new JsonRpc(endpoint));
  }

  /** A client whose questions somebody else carries, who ends that, too. */
  public static EvmClient connect(EvmEndpoint endpoint, Transport transport) {
    return new EvmClient(endpoint, CustomErrors.none(), new JsonRpc(endpoint, transport));
  }

  /** Where this client connects to. */
  public EvmEndpoint endpoint() {
    return endpoint;
  }

  /** The custom errors that this client decodes. */
  public CustomErrors errors() {
    return errors;
  }

  /** The chain's id; asked once, then remembered. */
  public long chainId() {
    long known = chainId;
    if (known == 0) {
      known = ask(RpcRequest.of("eth_chainId"), node -> Hex.toLong(node.asText()));
      chainId = known;
    }
    return known;
  }

  /** The newest header. */
  public BlockHeader latestHeader() {
    return ask(RpcRequest.of("eth_getBlockByNumber", "latest", false), RpcReader::header);
  }

  /** The newest block with its transactions. */
  public Block latestBlock() {
    return ask(RpcRequest.of("eth_getBlockByNumber", "latest", true), RpcReader::block);
  }

  /** A header by number; empty if the chain is not that long. */
  public Optional<BlockHeader> header(long number) {
    return askOptional(
        RpcRequest.of("eth_getBlockByNumber", Hex.quantity(number), false), RpcReader::header);
  }

  /** A block with its transactions; empty if the chain is not that long. */
  public Optional<Block> block(long number) {
    return askOptional(
        RpcRequest.of("eth_getBlockByNumber", Hex.quantity(number), true), RpcReader::block);
  }

  /** The receipts of all transactions of a block in order; empty if the chain is not that long. */
  public Optional<List<Receipt>> blockReceipts(long number) {
    return askOptional(
        RpcRequest.of("eth_getBlockReceipts", Hex.quantity(number)), RpcReader::receipts);
  }

  /**
   * Headers with receipts of consecutive blocks in one exchange; ends before the first that the
   * node does not have or whose receipts belong to another block (the chain changed in between).
   */
  public List<FollowedBlock> blocksWithReceipts(long from, int count) {
    List<RpcRequest> requests = new ArrayList<>();
    for (long number = from; number < from + count; number++) {
      requests.add(RpcRequest.of("eth_getBlockByNumber", Hex.quantity(number), false));
      requests.add(RpcRequest.of("eth_getBlockReceipts", Hex.quantity(number)));
    }
    List<RpcAnswer> answers = rpc.batch(requests);
    List<FollowedBlock> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode header = result(answers.get(2 * i));
      JsonNode receipts = result(answers.get(2 * i + 1));
      if (header.isNull() || receipts.isNull()) {
        break;
      }
      FollowedBlock block =
          read(
              requests.get(2 * i),
              header,
              node -> new FollowedBlock(RpcReader.header(node), RpcReader.receipts(receipts)));
      int expected = header.path("transactions").size();
      boolean consistent =
          block.receipts().size() == expected
              && block.receipts().stream()
                  .allMatch(receipt -> receipt.blockHash().equals(block.header().hash()));
      if (!consistent) {
        break;
      }
      blocks.add(block);
    }
    return blocks;
  }

  /**
   * Headers of consecutive blocks in one exchange; ends before the first that the node does not
   * have.
   */
  public List<CountedHeader> headers(long from, int count) {
    List<RpcRequest> requests = new ArrayList<>();
    for (long number = from; number < from + count; number++) {
      requests.add(RpcRequest.of("eth_getBlockByNumber", Hex.quantity(number), false));
    }
    List<CountedHeader> headers = new ArrayList<>();
    for (StreamedAnswers.Answer<CountedHeader> answer :
        rpc.stream(requests, StreamReader::counted)) {
      Optional<CountedHeader> header = answer.orThrow();
      if (header.isEmpty()) {
        break;
      }
      headers.add(header.get());
    }
    return headers;
  }

  /** Logs by filter; nodes limit ranges and numbers of results on their own. */
  public List<Log> logs(LogFilter filter) {
    return binaryLogs(filter).stream().map(BinaryLog::toLog).toList();
  }

  /** The same, their data as bytes: for those who read very many. */
  public List<BinaryLog> binaryLogs(LogFilter filter) {
    RpcRequest request = logsRequest(filter);
    return rpc.stream(List.of(request), StreamReader::logs)
        .getFirst()
        .orThrow()
        .orElseThrow(() -> rpc.refused(request.method(), "null", null));
  }

  private static RpcRequest logsRequest(LogFilter filter) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("fromBlock", Hex.quantity(filter.fromBlock()));
    params.put("toBlock", Hex.quantity(filter.toBlock()));
    if (!filter.addresses().isEmpty()) {
      params.put("address", filter.addresses());
    }
    List<Object> topics = new ArrayList<>();
    filter.topics().forEach(values -> topics.add(values.isEmpty() ? null : values));
    params.put("topics", topics);
    return RpcRequest.of("eth_getLogs", params);
  }

  /**
   * Calls a contract without a transaction, from no particular account.
   *
   * @param block whose state to use; empty for the latest
   * @throws EvmException.CallReverted if the contract refuses
   */
  public String call(String to, String data, Optional<Long> block) {
    return call(Optional.empty(), to, data, block);
  }

  /** Calls a contract at the latest block. */
  public String call(String to, String data) {
    return call(Optional.empty(), to, data, Optional.empty());
  }

  /** Calls a contract as this account would. */
  public String call(Optional<String> from, String to, String data, Optional<Long> block) {
    RpcRequest request = callRequest(from, to, data, block);
    return called(request, to, rpc.call(request));
  }

  /** Several calls in one exchange; what each answers is told, or thrown, when it is got. */
  List<Supplier<String>> calls(List<ContractCall> calls) {
    List<RpcRequest> requests =
        calls.stream()
            .map(call -> callRequest(Optional.empty(), call.to(), call.data(), call.block()))
            .toList();
    List<RpcAnswer> answers = rpc.batch(requests);
    List<Supplier<String>> called = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      RpcRequest request = requests.get(i);
      String to = calls.get(i).to();
      RpcAnswer answer = answers.get(i);
      called.add(() -> called(request, to, answer));
    }
    return called;
  }

  private static RpcRequest callRequest(
      Optional<String> from, String to, String data, Optional<Long> block) {
    return RpcRequest.of(
        "eth_call", callObject(from, to, data), block.map(Hex::quantity).orElse("latest"));
  }

  private String called(RpcRequest request, String to, RpcAnswer answer) {
    return readCall(request, to, answer, node -> Hex.data(node.asText()));
  }

  /**
   * Whether a contract stands at the address and takes the call of this account at the latest
   * block, in one exchange. Where it does not, {@link #call} and {@link #code} tell why.
   */
  public boolean isTaken(String from, String to, String data) {
    List<RpcRequest> requests =
        List.of(
            RpcRequest.of("eth_call", callObject(Optional.of(from), to, data), "latest"),
            RpcRequest.of("eth_getCode", Hex.address(to), "latest"));
    List<RpcAnswer> answers = rpc.batch(requests);
    return answers.get(0) instanceof RpcAnswer.Result
        && answers.get(1) instanceof RpcAnswer.Result code
        && !read(requests.get(1), code.value(), node -> Hex.data(node.asText())).equals("0x");
  }

  /**
   * Gas that the call would take now; not enough in the next block if it depends on state that
   * changes.
   */
  public long estimateGas(Optional<String> from, String to, String data) {
    RpcRequest request = RpcRequest.of("eth_estimateGas", callObject(from, to, data));
    return readCall(request, to, rpc.call(request), node -> Hex.toLong(node.asText()));
  }

  /** The contract code at an address; {@code 0x} where there is none. */
  public String code(String address) {
    return codeAt(address, "latest");
  }

  /** The same as of one block. */
  public String code(String address, long block) {
    return codeAt(address, "0x" + Long.toHexString(block));
  }

  private String codeAt(String address, String block) {
    return ask(
        RpcRequest.of("eth_getCode", Hex.address(address), block), node -> Hex.data(node.asText()));
  }

  /**
   * How many transactions of the account are in blocks: its next nonce as far as the chain goes.
   */
  public long transactionCount(String address) {
    return transactionCount(address, "latest");
  }

  /** The same with those that wait in the node's pool. */
  public long pendingTransactionCount(String address) {
    return transactionCount(address, "pending");
  }

  /** Both in one exchange. */
  public TransactionCounts transactionCounts(String address) {
    List<RpcRequest> requests =
        List.of(
            RpcRequest.of("eth_getTransactionCount", Hex.address(address), "latest"),
            RpcRequest.of("eth_getTransactionCount", Hex.address(address), "pending"));
    List<RpcAnswer> answers = rpc.batch(requests);
    long mined = count(requests.get(0), answers.get(0));
    return new TransactionCounts(mined, Math.max(mined, count(requests.get(1), answers.get(1))));
  }

  private long count(RpcRequest request, RpcAnswer answer) {
    return read(request, result(answer), node -> Hex.toLong(node.asText()));
  }

  /**
   * How many transactions of the account are in blocks up to this one; fails where the node has no
   * such state.
   */
  public long transactionCountAt(String address, long block) {
    return transactionCount(address, Hex.quantity(block));
  }

  private long transactionCount(String address, String tag) {
    return ask(
        RpcRequest.of("eth_getTransactionCount", Hex.address(address), tag),
        node -> Hex.toLong(node.asText()));
  }

  /** Broadcasts a signed transaction once; returns the hash that the node states. */
  public String sendRaw(String raw) {
    return ask(RpcRequest.of("eth_sendRawTransaction", raw), node -> Hex.hash(node.asText()));
  }

  /** Broadcasts signed transactions in order in one exchange; one answer each. */
  public List<BroadcastAnswer> sendRaw(List<String> raws) {
    return rpc
        .batch(raws.stream().map(raw -> RpcRequest.of("eth_sendRawTransaction", raw)).toList())
        .stream()
        .map(
            answer ->
                switch (answer) {
                  case RpcAnswer.Result result -> new BroadcastAnswer(Optional.empty());
                  case RpcAnswer.Failure failure ->
                      new BroadcastAnswer(Optional.of(failure.toException()));
                })
        .toList();
  }

  /** The receipt of a transaction; empty while no block holds it. */
  public Optional<Receipt> receipt(String hash) {
    return receipts(List.of(hash)).get(0);
  }

  /** Receipts of several transactions in one exchange, each empty while no block holds it. */
  public List<Optional<Receipt>> receipts(List<String> hashes) {
    List<RpcRequest> requests =
        hashes.stream()
            .map(hash -> RpcRequest.of("eth_getTransactionReceipt", Hex.hash(hash)))
            .toList();
    List<RpcAnswer> answers = rpc.batch(requests);
    List<Optional<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      receipts.add(readOptional(requests.get(i), result(answers.get(i)), RpcReader::receipt));
    }
    return receipts;
  }

  /** A transaction in a block or in the node's pool; empty if the node does not know it. */
  public Optional<TransactionInfo> transaction(String hash) {
    return askOptional(
        RpcRequest.of("eth_getTransactionByHash", Hex.hash(hash)), RpcReader::transaction);
  }

  /** Any other method; parameters are text, numbers, booleans, lists, maps or JSON nodes. */
  public JsonNode rpc(String method, Object... params) {
    return result(rpc.call(RpcRequest.of(method, params)));
  }

  private static Map<String, Object> callObject(Optional<String> from, String to, String data) {
    Map<String, Object> call = new LinkedHashMap<>();
    from.ifPresent(address -> call.put("from", Hex.address(address)));
    call.put("to", Hex.address(to));
    call.put("data", data);
    return call;
  }

  private <T> T readCall(
      RpcRequest request, String to, RpcAnswer answer, Function<JsonNode, T> reader) {
    return switch (answer) {
      case RpcAnswer.Result result -> read(request, result.value(), reader);
      case RpcAnswer.Failure failure -> {
        boolean reverted =
            failure.code() == 3
                || failure.data().isPresent()
                || failure.message().contains("revert");
        if (!reverted) {
          throw failure.toException();
        }
        RevertReason reason = errors.decode(failure.data().orElse("0x"));
        throw new EvmException.CallReverted(to, reason);
      }
    };
  }

  private <T> T ask(RpcRequest request, Function<JsonNode, T> reader) {
    return read(request, result(rpc.call(request)), reader);
  }

  private <T> Optional<T> askOptional(RpcRequest request, Function<JsonNode, T> reader) {
    return readOptional(request, result(rpc.call(request)), reader);
  }

  private <T> Optional<T> readOptional(
      RpcRequest request, JsonNode result, Function<JsonNode, T> reader) {
    return result.isNull() ? Optional.empty() : Optional.of(read(request, result, reader));
  }

  private <T> T read(RpcRequest request, JsonNode result, Function<JsonNode, T> reader) {
    try {
      return reader.apply(result);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new EvmException.ResponseRefused(
          "answer of chain node %s to %s refused: %s"
              .formatted(endpoint.display(), request.method(), e.getMessage()),
          e);
    }
  }

  private static JsonNode result(RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Result result -> result.value();
      case RpcAnswer.Failure failure -> throw failure.toException();
    };
  }

  @Override
  public void close() {
    rpc.close();
  }
}
