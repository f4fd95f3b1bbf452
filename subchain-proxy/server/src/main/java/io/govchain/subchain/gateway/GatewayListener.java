package io.govchain.subchain.gateway;

import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.evm.EvmException;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import io.govchain.service.loop.Memory;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.GatewayCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final RegisteredRule rule;
  private final GatewayJournal journal;
  private final RequestReader reader;
  private final Carrier carrier;
  private final AnswerBringer answers;
  private final GatewayMetrics metrics;
  private final Stall stall = new Stall(System::nanoTime);
  private final Loop loop;
  private String problem = "";
  private String first = "";
  private volatile boolean closed;

  GatewayListener(
      String address,
      Governance governance,
      RegisteredRule rule,
      GatewayJournal journal,
      RequestReader reader,
      Carrier carrier,
      AnswerBringer answers,
      GatewayMetrics metrics,
      Loops loops) {
    this.address = address;
    this.governance = governance;
    this.rule = rule;
    this.journal = journal;
    this.reader = reader;
    this.carrier = carrier;
    this.answers = answers;
    this.metrics = metrics;
    metrics.measure(address, stall, reader);
    this.loop = loops.add("gateway-" + address, this::round);
  }

  void start() {
    journal.everythingDue();
    loop.start();
  }

  /** What people have to look at, empty when all is well. */
  Optional<String> finding() {
    return stall.finding().map(text -> "gateway " + address + ": " + text);
  }

  private void round() throws InterruptedException {
    long block = governance.block();
    pass();
    governance.awaitBlockAfter(block, LOOK_AGAIN);
  }

  /** What is due is done also while nothing new can be read. */
  private void pass() {
    try {
      rule.apply();
      reader.read();
      problem = "";
      stall.over();
    } catch (SubchainUnavailableException | EvmException unavailable) {
      tell(unavailable.getMessage());
    } catch (RuntimeException | Error failure) {
      metrics.defect();
      stalled(failure.toString());
      throw failure;
    }
    work();
  }

  private void work() {
    if (governance.block() < 0 || governance.staleness().isPresent() || reader.chainTime() < 0) {
      return;
    }
    Optional<String> heldBack = carrier.nextPass();
    List<GatewayCall> due = journal.due(heldBack.orElse(first), PAGE);
    due.forEach(this::look);
    if (!due.isEmpty()) {
      // Who was first is last in the next pass, unless there was no room for somebody.
      first = due.getFirst().request().caller() + '\0';
    }
  }

  private void tell(String now) {
    if (!now.equals(problem)) {
      LOG.warn("gateway {} waits: {}", address, now);
      problem = now;
    }
    stalled(now);
  }

  private void stalled(String why) {
    if (stall.lasts(why)) {
      LOG.error("ALARM GatewayStalled {}: {}", address, stall.finding().orElse(why));
    }
  }

  private void look(GatewayCall call) {
    if (closed) {
      return;
    }
    try {
      switch (call.state()) {
        case WAITING -> carrier.handIn(call);
        case CARRIED -> carrier.decide(call);
        case ANSWERING -> answers.bring(call);
        case ENDED, HELD -> throw new IllegalStateException("nothing is due of " + call);
      }
    } catch (SubchainUnavailableException | EvmException unavailable) {
      journal.keepForLater(call.later(unavailable.getMessage()));
    } catch (RuntimeException | Error failure) {
      Memory.note(failure);
      if (!closed) {
        metrics.defect();
        LOG.error("request {} is looked at again", call.request().number(), shown(call, failure));
        journal.keepForLater(call.later(failure.toString()));
      }
    }
  }

  /** Where it happened; what it says may hold arguments that the request does not show. */
  private static Throwable shown(GatewayCall call, Throwable failure) {
    if (call.request().disclosed()) {
      return failure;
    }
    Throwable place = new IllegalStateException(failure.getClass().getName());
    place.setStackTrace(failure.getStackTrace());
    return place;
  }

  @Override
  public void close() {
    closed = true;
    loop.close();
    answers.close();
  }
}
