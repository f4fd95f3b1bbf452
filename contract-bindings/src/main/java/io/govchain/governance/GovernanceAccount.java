package io.govchain.governance;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.NamedValue;
import io.govchain.evm.abi.RevertReason;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A person's or tool's account: sends a few calls and waits for their blocks. Not thread-safe, and
 * nothing is remembered: a service that must not lose a call uses a {@code TransactionSender}.
 */
public final class GovernanceAccount {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final EvmClient client;
  private final SigningKey key;

  /**
   * @param client should know the governance contracts' errors, see {@link GovernanceErrors}
   */
  public GovernanceAccount(EvmClient client, SigningKey key) {
    this.client = client;
    this.key = key;
  }

  /** Its address. */
  public String address() {
    return key.address();
  }

  /**
   * Tries the call without sending it, sends it, waits for its block.
   *
   * @throws EvmException.CallReverted if a contract refuses it; in the dry run nothing was sent
   * @throws EvmException.ChainUnreachable if its block was not seen in time: it may still come
   */
  public Receipt send(Call call) {
    tryOut(call, Optional.empty());
    return sendAll(List.of(call)).getFirst();
  }

  /**
   * Sends calls that may depend on each other, in order, without waiting in between.
   *
   * @throws EvmException.CallReverted for the first that was refused; others may have taken effect
   * @throws EvmException.ChainUnreachable if a block was not seen in time: it may still come
   */
  public List<Receipt> sendAll(List<Call> calls) {
    long nonce = client.pendingTransactionCount(address());
    List<String> hashes = new ArrayList<>();
    for (Call call : calls) {
      hashes.add(client.sendRaw(key.signTransaction(transaction(call, nonce++)).raw()));
    }
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Receipt receipt = await(hashes.get(i));
      if (!receipt.succeeded()) {
        throw refusal(calls.get(i), receipt);
      }
      receipts.add(receipt);
    }
    return receipts;
  }

  private UnsignedTransaction transaction(Call call, long nonce) {
    return new UnsignedTransaction(
        client.chainId(),
        nonce,
        call.to(),
        BigInteger.ZERO,
        call.data(),
        call.gasLimit(),
        UnsignedTransaction.GasPrice.zero());
  }

  private Receipt await(String hash) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<Receipt> receipt = client.receipt(hash);
      if (receipt.isPresent()) {
        return receipt.get();
      }
      pause();
    }
    throw new EvmException.ChainUnreachable(
        "transaction %s: expected in a block within %s, actual none yet; it may still come"
            .formatted(hash, PATIENCE),
        null);
  }

  /** A receipt has no reason: most nodes tell it only when the call is tried again. */
  private EvmException refusal(Call call, Receipt receipt) {
    try {
      tryOut(call, Optional.of(receipt.blockNumber()));
    } catch (EvmException.CallReverted refused) {
      return refused;
    }
    String text =
        "transaction %s failed in block %d (gas used %d of %d) and would succeed now"
            .formatted(
                receipt.transactionHash(),
                receipt.blockNumber(),
                receipt.gasUsed(),
                call.gasLimit());
    return new EvmException.CallReverted(
        call.to().orElse("a contract's creation"),
        new RevertReason("Error", List.of(new NamedValue("message", "string", text)), "0x"));
  }

  private void tryOut(Call call, Optional<Long> block) {
    call.to().ifPresent(to -> client.call(Optional.of(address()), to, call.data(), block));
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a block", e);
    }
  }
}
