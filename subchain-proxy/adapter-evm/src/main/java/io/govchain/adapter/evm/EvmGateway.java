package io.govchain.adapter.evm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayArgumentsException;
import io.govchain.adapter.GatewayRequest;
import io.govchain.adapter.GatewayRequests;
import io.govchain.adapter.GatewayStatus;
import io.govchain.adapter.SubchainGateway;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.encoding.Hex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * A Gateway contract. Blocks are final when as many blocks follow them as a write of this adapter
 * waits for at that moment: the settings' number, or the registered rule's where it is more.
 */
final class EvmGateway implements SubchainGateway {

  private static final int LONGEST_STRETCH = 2_000;

  /** Requests that are looked for one by one, at once; more of them are looked for next time. */
  private static final int PIECE = 100;

  /** What single requests may take of memory together, in digits of their data. */
  private static final long LONGEST_PIECE = 16L << 20;

  private static final long GAS_OF_ANSWER = 250_000;
  private static final long GAS_PER_BYTE = 40;

  /** What a call returns where no contract is. */
  private static final String NOTHING = "0x";

  private final EvmClient client;
  private final EvmWrites writes;
  private final IntSupplier confirmations;
  private final String address;
  // Nodes limit ranges and sizes each in their own way: shorter after a refusal, longer after none.
  private volatile int stretch = LONGEST_STRETCH;

  /**
   * @param confirmations blocks that must follow one before what it holds counts; may grow
   */
  EvmGateway(EvmClient client, EvmWrites writes, IntSupplier confirmations, String address) {
    this.client = client;
    this.writes = writes;
    this.confirmations = confirmations;
    this.address = Hex.address(address);
  }

  @Override
  public GatewayRequests requests(long fromBlock, long afterNumber) {
    try {
      long newest = Math.max(0, client.latestHeader().number() - confirmations.getAsInt());
      BlockHeader header = header(newest);
      OptionalLong lastThere = lastCallAt(newest);
      long last = lastThere.orElseGet(this::lastCall);
      if (newest < fromBlock) {
        return new GatewayRequests(List.of(), fromBlock - 1, newest, header.timestamp(), last);
      }
      // Where nothing was asked since, there is nothing to look for in the blocks.
      long through = last <= afterNumber ? newest : Math.min(newest, fromBlock + stretch - 1);
      Optional<List<Log>> logs =
          last <= afterNumber ? Optional.of(List.of()) : logs(fromBlock, through, afterNumber);
      long expected = through == newest ? lastThere.orElse(0) : 0;
      Stretch found =
          logs.map(all -> complete(all, afterNumber, through, expected))
              .orElseGet(() -> oneByOne(fromBlock, newest, afterNumber, last));
      return new GatewayRequests(
          withTimes(found.logs()),
          found.whole() ? found.through() : fromBlock - 1,
          newest,
          header.timestamp(),
          last);
    } catch (EvmException failure) {
      throw EvmAdapter.unavailable(failure);
    } catch (AbiException | IllegalArgumentException | ArithmeticException unreadable) {
      throw EvmAdapter.unavailable(
          new EvmException.ResponseRefused(
              "expected a gateway at %s: %s".formatted(address, unreadable.getMessage()),
              unreadable));
    }
  }

  /** Empty on a node that has forgotten the state of that block already. */
  private OptionalLong lastCallAt(long block) {
    String result;
    try {
      result = askForLastCall(Optional.of(block));
    } catch (EvmException.RpcError noOldStates) {
      return OptionalLong.empty();
    }
    if (result.equals(NOTHING)) {
      lastCall(); // It was deployed since, or this refuses.
      return OptionalLong.of(0);
    }
    return OptionalLong.of(lastCallOf(result));
  }

  private long lastCall() {
    return lastCallOf(askForLastCall(Optional.empty()));
  }

  private String askForLastCall(Optional<Long> block) {
    String data = GatewayAbi.LAST_CALL.encode(JsonNodeFactory.instance.arrayNode());
    return client.call(address, data, block);
  }

  private static long lastCallOf(String result) {
    return Long.parseLong(GatewayAbi.LAST_CALL.decodeResult(result).get(0).asText());
  }

  /**
   * What a stretch of blocks holds.
   *
   * @param logs by number, without a gap
   * @param whole whether that is all up to a block
   * @param through that block
   */
  private record Stretch(List<Log> logs, boolean whole, long through) {}

  /** Empty where a single block holds more than is taken, or than the node gives. */
  private Optional<List<Log>> logs(long from, long through, long after) {
    int asked = stretch;
    try {
      List<Log> found =
          client.logs(
              LogFilter.blocks(from, through).from(address).topic(GatewayAbi.CALL_REQUESTED));
      stretch = Math.min(LONGEST_STRETCH, stretch * 2);
      return Optional.of(
          found.stream()
              .filter(log -> GatewayAbi.number(log) > after)
              .sorted(Comparator.comparingLong(GatewayAbi::number))
              .toList());
    } catch (EvmException refused) {
      stretch = Math.max(1, asked / 4);
      if (from == through && !(refused instanceof EvmException.ChainUnreachable)) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /**
   * The same without a gap: a node whose index lags behind its blocks, or one that was asked for
   * too early a block, leaves requests out. Each of them is looked for by its number.
   *
   * @param last number of the newest request that the blocks must hold; 0 when that is not known
   */
  private Stretch complete(List<Log> found, long after, long through, long last) {
    Map<Long, Log> byNumber = new HashMap<>();
    found.forEach(log -> byNumber.put(GatewayAbi.number(log), log));
    long newest = Math.max(last, found.isEmpty() ? 0 : GatewayAbi.number(found.getLast()));
    Piece piece = new Piece();
    List<Log> complete = new ArrayList<>();
    for (long number = after + 1; number <= newest; number++) {
      Log log = byNumber.get(number);
      if (log == null) {
        if (piece.isFull()) {
          return new Stretch(complete, false, through);
        }
        log = piece.add(byNumber(number, through));
      }
      complete.add(log);
    }
    return new Stretch(complete, true, through);
  }

  /** The requests of one block, a few at a time; never one of a later block. */
  private Stretch oneByOne(long block, long newest, long after, long last) {
    Piece piece = new Piece();
    List<Log> found = new ArrayList<>();
    for (long number = after + 1; number <= last; number++) {
      if (piece.isFull()) {
        return new Stretch(found, false, block);
      }
      Log log = byNumber(number, newest);
      if (log.blockNumber() > block) {
        break;
      }
      found.add(piece.add(log));
    }
    return new Stretch(found, true, block);
  }

  /** How much was asked for one by one. */
  private static final class Piece {
    private int count;
    private long length;

    boolean isFull() {
      return count >= PIECE || length >= LONGEST_PIECE;
    }

    Log add(Log log) {
      count++;
      length += log.data().length();
      return log;
    }
  }

  private Log byNumber(long number, long through) {
    return client
        .logs(
            LogFilter.blocks(0, through)
                .from(address)
                .topic(GatewayAbi.CALL_REQUESTED)
                .topic()
                .topic("0x%064x".formatted(number)))
        .stream()
        .findFirst()
        .orElseThrow(() -> missing(number, through));
  }

  private EvmException missing(long number, long through) {
    return new EvmException.ResponseRefused(
        "gateway %s: the node has no event of call %d in the blocks up to %d, although it must be there"
            .formatted(address, number, through),
        null);
  }

  private List<GatewayRequest> withTimes(List<Log> logs) {
    Map<Long, Long> times = new HashMap<>();
    List<GatewayRequest> requests = new ArrayList<>();
    for (Log log : logs) {
      long time = times.computeIfAbsent(log.blockNumber(), number -> header(number).timestamp());
      requests.add(GatewayAbi.request(log, time));
    }
    return requests;
  }

  private BlockHeader header(long number) {
    return client
        .header(number)
        .orElseThrow(
            () -> new EvmException.ResponseRefused("the node has no block " + number, null));
  }

  @Override
  public GatewayStatus status(String id) {
    try {
      writes.requireNoneLost();
      String data = GatewayAbi.callOf(id);
      GatewayStatus newest = GatewayAbi.status(client.call(address, data));
      if (newest != GatewayStatus.REQUESTED && !isFinal(newest, data)) {
        throw new EvmException.ResponseRefused(
            "call %s is %s in blocks that may still be undone".formatted(id, newest), null);
      }
      return newest;
    } catch (EvmException failure) {
      throw EvmAdapter.unavailable(failure);
    }
  }

  private boolean isFinal(GatewayStatus status, String data) {
    int following = confirmations.getAsInt();
    long block = Math.max(0, client.latestHeader().number() - following);
    try {
      return following == 0
          || GatewayAbi.status(client.call(address, data, Optional.of(block))) == status;
    } catch (EvmException.RpcError noOldStates) {
      return true;
    }
  }

  @Override
  public String arguments(String function, String encoded) throws GatewayArgumentsException {
    return GatewayAbi.arguments(function, encoded);
  }

  /** Without a tag: it is no step of a transaction. */
  @Override
  public CompletableFuture<WriteOutcome> answer(String reference, GatewayAnswer answer) {
    String arguments = GatewayAbi.answer(answer);
    // A call gets at most 63/64 of what is left (EIP-150).
    long gas =
        GAS_OF_ANSWER
            + answer.callbackGas()
            + answer.callbackGas() / 63
            + GAS_PER_BYTE * GatewayAbi.bytes(arguments);
    return writes.write(
        new WriteRequest(reference, new byte[0], address, GatewayAbi.ANSWER, arguments), gas);
  }
}
