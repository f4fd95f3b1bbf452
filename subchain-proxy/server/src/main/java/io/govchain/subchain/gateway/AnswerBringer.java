package io.govchain.subchain.gateway;

import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayStatus;
import io.govchain.adapter.SubchainGateway;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.service.loop.Memory;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCall.State;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings decided outcomes to the gateway, each as one prepared write. One that definitely had no
 * effect is followed by another; the gateway takes the first that comes and no other.
 */
final class AnswerBringer {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerBringer.class);

  private final SubchainGateway gateway;
  private final GatewayJournal journal;
  private final GatewayMetrics metrics;
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  AnswerBringer(SubchainGateway gateway, GatewayJournal journal, GatewayMetrics metrics) {
    this.gateway = gateway;
    this.journal = journal;
    this.metrics = metrics;
  }

  /** Begins to bring the answer; what becomes of it is told to the journal. */
  void bring(GatewayCall call) {
    if (!underWay.add(call.request().number())) {
      journal.leaveAside(call); // Or what a chain holds up would take the turn of all others.
      return;
    }
    try {
      journal.keepAside(call);
      gateway
          .answer(call.reference(), call.answer().orElseThrow())
          .whenComplete((outcome, failure) -> settle(call, outcome, failure));
    } catch (RuntimeException | Error failed) {
      settle(call, null, failed);
    }
  }

  private void settle(GatewayCall call, WriteOutcome outcome, Throwable failure) {
    Thread.ofVirtual()
        .name("gateway-answer-" + call.request().number())
        .start(
            () -> {
              try {
                if (!closed) {
                  keep(call, outcome, failure);
                }
              } catch (RuntimeException | Error failed) {
                Memory.note(failed);
                LOG.warn("request {} is looked at again", call.request().number(), failed);
              } finally {
                underWay.remove(call.request().number());
              }
            });
  }

  private void keep(GatewayCall call, WriteOutcome outcome, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof SubchainUnavailableException) {
      journal.keepForLater(call.later(cause.getMessage()));
    } else if (cause != null) {
      Memory.note(cause);
      metrics.defect();
      LOG.error("request {} could not be answered", call.request().number(), cause);
      journal.keepForLater(call.later(cause.toString()));
    } else {
      switch (outcome) {
        case WriteOutcome.Succeeded done -> ended(call, done.transactionHash());
        case WriteOutcome.Failed failed -> withoutEffect(call, failed);
      }
    }
  }

  private void ended(GatewayCall call, String hash) {
    GatewayAnswer answer = call.answer().orElseThrow();
    journal.keep(call.at(State.ENDED, call.detail()));
    metrics.answered(answer.outcome());
    LOG.info(
        "request {} is answered {} in {} {}",
        call.request().number(),
        answer.outcome(),
        hash,
        answer.reason());
  }

  private void withoutEffect(GatewayCall call, WriteOutcome.Failed failed) {
    GatewayStatus status = gateway.status(call.request().id());
    String why = failed.reason().code() + ": " + failed.reason().text();
    switch (status) {
      case REQUESTED -> {
        metrics.failedAnswer();
        LOG.warn(
            "request {} could not be answered yet: {}",
            call.request().number(),
            Outcomes.shown(call, why));
        journal.keepForLater(call.again(why));
      }
      case UNKNOWN -> {
        LOG.error("request {} is not known to its gateway", call.request().number());
        journal.keep(call.at(State.HELD, "the gateway knows no such request"));
      }
      case SUCCEEDED, FAILED, COMPENSATED, EXPIRED -> {
        LOG.info("request {} was answered {} before", call.request().number(), status);
        journal.keep(call.at(State.ENDED, "answered before: " + status));
      }
    }
  }

  void close() {
    closed = true;
  }
}
