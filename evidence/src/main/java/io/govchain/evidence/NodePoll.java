package io.govchain.evidence;

import io.govchain.evm.AnswerBounds;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks all nodes of a rule at once whether they say the same as the evidence. The rule names each
 * node once.
 */
final class NodePoll implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_NODES = 32;

  /**
   * Whoever registers nodes chooses what they answer. A block without its transactions names up to
   * some 10,000 of these, and what a call returned is no longer than evidence may be.
   */
  static final AnswerBounds BOUNDS = new AnswerBounds(1024 * 1024, 20_000);

  /** Answers of one node that are held at once, whatever is to be judged by it meanwhile. */
  static final int MOST_AT_ONCE = 4;

  /** A node may be asked three times, each time twice, and wait for its turn before. */
  private static final Duration MOST_PATIENCE = TIMEOUT.multipliedBy(8);

  /** Connections that are kept; members register nodes as they like, and others after them. */
  static final int MOST_CLIENTS = 8 * MOST_NODES;

  private final Function<EvmEndpoint, EvmClient> connect;
  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  NodePoll(Function<EvmEndpoint, EvmClient> connect) {
    this.connect = connect;
  }

  /** A node that is asked, and its turns. */
  private record Node(EvmClient client, Semaphore turns) {}

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
      Answer answer = answers.poll(MOST_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      switch (answer == null ? new Answer.Silent("no answer at all") : answer) {
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
      Node node = node(url);
      if (!node.turns().tryAcquire(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        return new Answer.Silent("not asked: it has not answered other questions yet");
      }
      try {
        return question.apply(node.client());
      } finally {
        node.turns().release();
      }
    } catch (EvmException silent) {
      return new Answer.Silent(silent.getMessage());
    } catch (IllegalArgumentException unusable) {
      return new Answer.Other("no node at all: " + unusable.getMessage());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return new Answer.Silent("not asked: closing");
    } catch (RuntimeException | Error defect) {
      // Whatever happens here, somebody waits for this node's answer.
      return new Answer.Silent("not asked: " + defect);
    }
  }

  private Node node(String url) {
    Node known = nodes.get(url);
    if (known != null) {
      return known;
    }
    forgetIfMany();
    return nodes.computeIfAbsent(url, each -> new Node(connect(each), new Semaphore(MOST_AT_ONCE)));
  }

  /** Whatever is being asked over one of them meanwhile is silent, and asked again. */
  private synchronized void forgetIfMany() {
    if (nodes.size() >= MOST_CLIENTS) {
      nodes
          .keySet()
          .forEach(
              url ->
                  Optional.ofNullable(nodes.remove(url))
                      .map(Node::client)
                      .ifPresent(EvmClient::close));
    }
  }

  private EvmClient connect(String url) {
    return connect.apply(new EvmEndpoint(URI.create(url), Optional.empty(), TIMEOUT, BOUNDS));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    nodes.values().forEach(node -> node.client().close());
  }
}
