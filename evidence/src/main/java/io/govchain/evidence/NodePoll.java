package io.govchain.evidence;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.governance.TrustAnchors;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Asks all nodes of a rule at once whether they say the same as the evidence. The rule names each
 * node once.
 */
final class NodePoll implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_NODES = 32;

  /** Connections that are kept; members register nodes as they like, and others after them. */
  static final int MOST_CLIENTS = 8 * MOST_NODES;

  private final Function<EvmEndpoint, EvmClient> connect;
  private final Map<String, EvmClient> clients = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  NodePoll(Function<EvmEndpoint, EvmClient> connect) {
    this.connect = connect;
  }

  /** What one node says. */
  sealed interface Answer {
    record Same(String node) implements Answer {}

    record Other(String actual) implements Answer {}

    /** It did not answer, or cannot tell yet. */
    record Silent(String why) implements Answer {}
  }

  /**
   * Whether enough nodes say the same. Only nodes that answered can contradict: as long as enough
   * are silent, nothing is certain.
   *
   * @param what is asked, for people
   */
  Finding agreed(TrustAnchors.NodeAgreement rule, String what, Function<EvmClient, Answer> question)
      throws InterruptedException {
    List<String> urls = rule.rpcUrls();
    if (urls.size() > MOST_NODES) {
      return Finding.disputed(
          "trust anchors of the subchain",
          "%d to %d different nodes".formatted(rule.agreement(), MOST_NODES),
          urls.size());
    }
    BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    urls.forEach(url -> threads.execute(() -> answers.add(ask(url, question))));
    List<String> same = new ArrayList<>();
    int other = 0;
    String contradiction = "";
    String silence = "";
    for (int asked = 0; asked < urls.size(); asked++) {
      switch (answers.take()) {
        case Answer.Same agrees -> same.add(agrees.node());
        case Answer.Other contradicts -> {
          other++;
          contradiction = contradicts.actual();
        }
        case Answer.Silent silent -> silence = silent.why();
      }
      if (same.size() >= rule.agreement()) {
        return new Finding.Accepted(same);
      }
      if (other > urls.size() - rule.agreement()) {
        return Finding.disputed(
            what,
            "agreement of %d of %d nodes".formatted(rule.agreement(), urls.size()),
            "%d agree, %d say otherwise, such as %s".formatted(same.size(), other, contradiction));
      }
    }
    return new Finding.Undecided(
        "%d of %d nodes agree on the %s: %s"
            .formatted(same.size(), rule.agreement(), what, silence));
  }

  private Answer ask(String url, Function<EvmClient, Answer> question) {
    try {
      return question.apply(client(url));
    } catch (EvmException silent) {
      return new Answer.Silent(silent.getMessage());
    } catch (IllegalArgumentException unusable) {
      return new Answer.Other("no node at all: " + unusable.getMessage());
    } catch (RuntimeException | StackOverflowError | LinkageError defect) {
      // Whatever happens here, somebody waits for this node's answer.
      return new Answer.Silent("not asked: " + defect);
    }
  }

  private EvmClient client(String url) {
    EvmClient known = clients.get(url);
    if (known != null) {
      return known;
    }
    forgetIfMany();
    return clients.computeIfAbsent(url, this::connect);
  }

  /** Whatever is being asked over one of them meanwhile is silent, and asked again. */
  private synchronized void forgetIfMany() {
    if (clients.size() >= MOST_CLIENTS) {
      clients
          .keySet()
          .forEach(url -> Optional.ofNullable(clients.remove(url)).ifPresent(EvmClient::close));
    }
  }

  private EvmClient connect(String url) {
    return connect.apply(new EvmEndpoint(URI.create(url), Optional.empty(), TIMEOUT));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clients.values().forEach(EvmClient::close);
  }
}
