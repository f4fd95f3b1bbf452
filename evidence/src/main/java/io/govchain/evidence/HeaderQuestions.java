package io.govchain.evidence;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Asks nodes for headers. A block full of steps would have each of its nodes asked the same for
 * each step; who comes while the same is being asked waits for that answer. Nothing is kept once it
 * is there: whoever comes later asks anew.
 */
final class HeaderQuestions {
  private final Map<Question, FutureTask<Optional<BlockHeader>>> underWay =
      new ConcurrentHashMap<>();

  private record Question(EvmClient node, long number) {}

  /**
   * The header that the node has at this number.
   *
   * @throws io.govchain.evm.EvmException if it does not answer
   */
  Optional<BlockHeader> header(EvmClient node, long number) {
    Question question = new Question(node, number);
    FutureTask<Optional<BlockHeader>> own = new FutureTask<>(() -> node.header(number));
    FutureTask<Optional<BlockHeader>> other = underWay.putIfAbsent(question, own);
    if (other == null) {
      try {
        own.run();
      } finally {
        underWay.remove(question, own);
      }
    }
    try {
      return (other == null ? own : other).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException unanswered) {
        throw unanswered;
      }
      throw new IllegalStateException("a node could not be asked", failed.getCause());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", closing);
    }
  }
}
