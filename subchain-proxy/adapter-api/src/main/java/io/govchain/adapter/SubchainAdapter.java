package io.govchain.adapter;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One subchain, as its proxy sees it. Implementations are thread-safe; calls may block and are made
 * on virtual threads.
 */
public interface SubchainAdapter extends AutoCloseable {

  /**
   * Who and where: chain and account.
   *
   * @throws SubchainUnavailableException when the chain has to be asked and does not answer
   */
  AdapterDescription describe();

  /** How the chain is doing now. Never throws because of the chain. */
  AdapterHealth health();

  /**
   * Why writes do not go on although the chain answers, once it has lasted so long that people must
   * know. Never asks the chain.
   *
   * @return empty while nothing stands still, and where this adapter cannot tell
   */
  default Optional<String> standstill() {
    return Optional.empty();
  }

  /**
   * Judges a call's arguments by its function signature, without asking the chain.
   *
   * @param contractAddress the contract's address in the chain's own notation
   * @param function the registered signature, for example {@code find(bytes32)(string,address)}
   * @param argumentsJson the arguments as the text of a JSON array
   * @return what is wrong, or empty when the call can be encoded
   */
  Optional<ArgumentProblem> checkArguments(
      String contractAddress, String function, String argumentsJson);

  /**
   * A former life of the host saw this block. A node of that chain that has much less has not
   * caught up: what it does not show proves nothing. Said at the start, once for each chain that
   * was ever behind this adapter; whether it is the present one the adapter finds out.
   *
   * @param chainId as in {@link AdapterDescription}
   * @param number of the newest block
   */
  default void expectBlock(long chainId, long number) {}

  /**
   * How many blocks the registered rule wants to follow a write's block, the block of a read, or
   * that of a gateway's request: evidence of younger ones is not believed yet, and is lost where
   * they are undone. Said before executions and before a gateway is looked after; counts from then
   * on, and never makes it fewer than the settings say. An adapter of a chain whose blocks are
   * final has nothing to do.
   */
  default void confirmAtLeast(int blocks) {}

  /**
   * Evidence that this adapter, maybe in a former life, showed of an earlier step of the
   * transaction that comes next. From then on nothing is read, and no write refused, by a state
   * older than the one that the evidence is of: of several nodes behind one address one may lag,
   * and verifiers dispute a read before a step that they have accepted. What cannot be read as
   * evidence is passed over, and so is evidence of another chain, as after the proxy was given
   * another node: by that one's numbers nothing might ever be read again.
   *
   * @throws SubchainUnavailableException when the chain has to be asked which one it is, and does
   *     not answer
   */
  default void wasShown(String evidence) {}

  /**
   * Makes a write happen at most once. The reference is the idempotency key: asking again with the
   * same reference, also after a restart, joins the first write and never makes a second one.
   *
   * <p>The future completes when the chain has settled the matter and stays pending while the
   * outcome is unknown, however long that takes. It fails with {@link SubchainUnavailableException}
   * only when nothing was prepared, so that the same request can be made again later; it should
   * where nothing can be prepared within some seconds, since whoever permitted the write did so by
   * the state of then.
   */
  CompletableFuture<WriteOutcome> write(WriteRequest request);

  /**
   * A prepared write is not wanted any more: what it was for has ended without it. Where no node
   * has it yet, or a node lets something take its place, the adapter sees to it that it never takes
   * effect. Its outcome is told as that of every write, once the chain proves it, and stays open
   * until then; where a block has the write or takes it all the same, it succeeded. Doing it twice
   * changes nothing, and so does a reference that was never prepared. An adapter that cannot do it
   * does nothing: then the write may take effect for as long as the chain takes it.
   */
  default void withdraw(String reference) {}

  /**
   * What became of this very write if the chain has it although the host's store does not, as after
   * the loss of a database. Never makes the write.
   *
   * @throws SubchainUnavailableException when the chain has to be asked and does not answer
   */
  Optional<WriteOutcome> earlier(WriteRequest request);

  /**
   * Reads at one fixed block, named in the evidence.
   *
   * @throws SubchainUnavailableException when the chain does not answer
   */
  ReadOutcome read(ReadRequest request);

  /**
   * Takes up after a restart: every unfinished prepared write is broadcast again, byte for byte,
   * and watched until its outcome is known.
   */
  void resume();

  /** Delivers every block from {@code fromBlock} on, in order, until the result is closed. */
  Following follow(long fromBlock, SubchainListener listener);

  /**
   * The gateway at this address, where adapters of this kind know gateways.
   *
   * @param address in the chain's own notation
   * @return empty when this adapter does not have the capability
   * @throws AdapterSettingsException when the address cannot be one
   */
  default Optional<SubchainGateway> gateway(String address) {
    return Optional.empty();
  }

  /**
   * What the chain shows now of earlier writes.
   *
   * @return empty when this adapter does not have the capability
   */
  default Optional<SubchainHistory> history() {
    return Optional.empty();
  }

  /** Stops following and sending. Unfinished writes stay unfinished in the host's store. */
  @Override
  void close();
}
