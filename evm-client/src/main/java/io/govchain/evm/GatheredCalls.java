package io.govchain.evm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Calls of contracts by many threads at once, in few exchanges: those that come while one exchange
 * is under way go together in the next. Each caller learns of its own call's answer or failure.
 */
public final class GatheredCalls {
  /** Below the size of a batch that nodes take: Besu refuses more than 1,024. */
  private static final int MOST_AT_ONCE = 100;

  private final EvmClient client;
  private final Queue<Asked> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean exchanging = new AtomicBoolean();

  private record Asked(ContractCall call, CompletableFuture<Supplier<String>> answer) {}

  /** Calls through this client. */
  public GatheredCalls(EvmClient client) {
    this.client = client;
  }

  /**
   * What {@link EvmClient#call(String, String, Optional)} answers.
   *
   * @throws EvmException what it throws
   */
  public String call(String to, String data, Optional<Long> block) {
    Asked asked = new Asked(new ContractCall(to, data, block), new CompletableFuture<>());
    waiting.add(asked);
    if (exchanging.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::exchangeAll);
    }
    return answer(asked.answer()).get();
  }

  private static Supplier<String> answer(CompletableFuture<Supplier<String>> awaited) {
    try {
      return awaited.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof EvmException known ? known : failed;
    }
  }

  /**
   * Several calls of one contract by one caller, in as few exchanges.
   *
   * @throws EvmException the failure of the first that fails
   */
  public List<String> callAll(String to, List<String> data, Optional<Long> block) {
    List<ContractCall> calls =
        data.stream().map(each -> new ContractCall(to, each, block)).toList();
    List<String> answers = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += MOST_AT_ONCE) {
      int end = Math.min(from + MOST_AT_ONCE, calls.size());
      exchanged(calls.subList(from, end)).forEach(answer -> answers.add(answer.get()));
    }
    return answers;
  }

  /** Whoever comes after the last look at what waits finds that nobody exchanges. */
  private void exchangeAll() {
    do {
      List<Asked> together = next();
      while (!together.isEmpty()) {
        exchange(together);
        together = next();
      }
      exchanging.set(false);
    } while (!waiting.isEmpty() && exchanging.compareAndSet(false, true));
  }

  private List<Asked> next() {
    List<Asked> together = new ArrayList<>();
    while (together.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
      together.add(waiting.remove());
    }
    return together;
  }

  private void exchange(List<Asked> together) {
    try {
      List<Supplier<String>> answers = exchanged(together.stream().map(Asked::call).toList());
      for (int i = 0; i < together.size(); i++) {
        together.get(i).answer().complete(answers.get(i));
      }
    } catch (Throwable failed) {
      // Whoever waits must learn of it, whatever it is.
      together.forEach(asked -> asked.answer().completeExceptionally(failed));
    }
  }

  private List<Supplier<String>> exchanged(List<ContractCall> calls) {
    try {
      return client.calls(calls);
    } catch (EvmException.ChainUnreachable unreachable) {
      throw unreachable;
    } catch (EvmException refused) {
      // The node takes no batches, or the answer was too large: each is asked on its own.
      return calls.stream().<Supplier<String>>map(call -> () -> alone(call)).toList();
    }
  }

  private String alone(ContractCall call) {
    return client.call(call.to(), call.data(), call.block());
  }
}
