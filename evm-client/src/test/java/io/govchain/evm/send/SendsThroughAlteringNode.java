package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.testchain.AlteringNode;
import io.govchain.evm.testchain.Anvil;
import io.govchain.evm.testchain.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A chain, a node before it that answers as told, and senders whose store outlives them. */
abstract class SendsThroughAlteringNode {
  static final String SEND = "eth_sendRawTransaction";
  static final SigningKey KEY = Anvil.key(0);
  static final Call CALL = new Call("0x" + "aa".repeat(20), "0x01", 30_000);

  /** What fills the first nonce instead of a transaction that is not wanted. */
  static final String FILLER = KEY.address() + "/filler:0";

  final PreparedTransactions store = PreparedTransactions.inMemory();
  final AlteringNode node = new AlteringNode();

  /** Asks the chain itself, whatever the node answers. */
  EvmClient direct;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private Anvil anvil;

  final void startChain(String... options) {
    opened(node);
    anvil = opened(Anvil.start(options));
    direct = opened(anvil.client());
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    opened.addFirst(closeable);
    return closeable;
  }

  /** What was opened last ends first. */
  @AfterEach
  final void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  /**
   * @param patience for how long the node may refuse a transaction before its nonce is filled
   */
  final TransactionSender sender(
      SigningKey key, SenderSettings settings, PreparedTransactions from, Duration patience) {
    EvmEndpoint endpoint = EvmEndpoint.of(URI.create("http://127.0.0.1:" + anvil.port()));
    EvmClient client = opened(EvmClient.connect(endpoint, node));
    return opened(
        new TransactionSender(
            client,
            key,
            from,
            settings.withTimes(Duration.ofMillis(50), Duration.ofMillis(200), patience)));
  }

  /** Whether the chain knows it, in a block or waiting for one. */
  final boolean isHeld(PreparedTransaction transaction) {
    return !direct.rpc("eth_getTransactionByHash", transaction.hash()).isNull();
  }

  final PreparedTransaction awaitSaved(String reference) {
    Waiting.until(reference + " is saved", () -> store.byReference(reference).isPresent());
    return saved(reference);
  }

  final PreparedTransaction saved(String reference) {
    return store.byReference(reference).orElseThrow().prepared();
  }
}
