package io.govchain.subchain.gateway;

import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.evm.EvmException;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.GatewayCall;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one gateway, on a thread of its own, with every block of the governance chain and at
 * least every second. A request that fails is set aside for a while and delays no other (invariant
 * I10).
 */
final class GatewayListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayListener.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int PAGE = 200;

  private final String address;
  private final Governance governance;
  private final GatewayJournal journal;
  private final RequestReader reader;
  private final Carrier carrier;
  private final AnswerBringer answers;
  private final GatewayMetrics metrics;
  private final Thread thread;
  private String problem = "";

  GatewayListener(
      String address,
      Governance governance,
      GatewayJournal journal,
      RequestReader reader,
      Carrier carrier,
      AnswerBringer answers,
      GatewayMetrics metrics) {
    this.address = address;
    this.governance = governance;
    this.journal = journal;
    this.reader = reader;
    this.carrier = carrier;
    this.answers = answers;
    this.metrics = metrics;
    this.thread = Thread.ofVirtual().name("gateway-" + address).unstarted(this::run);
  }

  void start() {
    journal.everythingDue();
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long block = governance.block();
        pass();
        governance.awaitBlockAfter(block, LOOK_AGAIN);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** An adapter is a plugin: whatever it lacks or overflows must not end this thread in silence. */
  private void pass() {
    try {
      reader.read();
      if (governance.block() >= 0 && governance.staleness().isEmpty()) {
        List<GatewayCall> due = journal.due(PAGE);
        due.forEach(this::look);
      }
      problem = "";
    } catch (SubchainUnavailableException | EvmException unavailable) {
      tell(unavailable.getMessage());
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      if (!thread.isInterrupted()) {
        metrics.defect();
        LOG.error("gateway {} could not be looked after", address, failure);
      }
    }
  }

  private void tell(String now) {
    if (!now.equals(problem)) {
      LOG.warn("gateway {} waits: {}", address, now);
      problem = now;
    }
  }

  private void look(GatewayCall call) {
    try {
      switch (call.state()) {
        case WAITING -> carrier.handIn(call);
        case CARRIED -> carrier.decide(call);
        case ANSWERING -> answers.bring(call);
        case ENDED, HELD -> throw new IllegalStateException("nothing is due of " + call);
      }
    } catch (SubchainUnavailableException | EvmException unavailable) {
      journal.keepForLater(call.later(unavailable.getMessage()));
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      if (!thread.isInterrupted()) {
        metrics.defect();
        LOG.error("request {} is looked at again", call.request().number(), failure);
        journal.keepForLater(call.later(failure.toString()));
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    answers.close();
  }
}
