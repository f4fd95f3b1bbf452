package io.govchain.adapter;

import java.util.concurrent.CompletableFuture;

/**
 * A gateway on a subchain: the place where the chain's own contracts ask for calls on other chains
 * and are told what became of them. A capability that an adapter may have or not. Thread-safe; may
 * block. Every method that asks the chain throws {@link SubchainUnavailableException} when it does
 * not answer.
 */
public interface SubchainGateway {

  /**
   * The requests of a stretch of blocks, all of them, from blocks that will not be undone by the
   * chain's own rule. Never skips one: numbers have no gap, and where the chain's node leaves one
   * out, that is the same as no answer.
   *
   * @param fromBlock the first block of the stretch
   * @param afterNumber the newest request known so far; 0 for none
   */
  GatewayRequests requests(long fromBlock, long afterNumber);

  /**
   * How a request stands now. Not answered before every write of this adapter's account that the
   * host's store does not know has been settled: an answer may be among them.
   */
  GatewayStatus status(String id);

  /**
   * A request's arguments as the text of a JSON array.
   *
   * @param function the registered signature of the function asked for
   * @param encoded the arguments as the request has them
   * @throws GatewayArgumentsException when they are not those of such a function
   */
  String arguments(String function, String encoded) throws GatewayArgumentsException;

  /**
   * Brings an outcome, at most once for a reference, exactly as {@link SubchainAdapter#write} does:
   * durable before it is broadcast, joined when asked again.
   */
  CompletableFuture<WriteOutcome> answer(String reference, GatewayAnswer answer);
}
