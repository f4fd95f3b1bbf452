package io.govchain.subchain.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.SignedEvent;
import io.govchain.amdp.crypto.Signer;
import io.govchain.service.database.Database;
import io.govchain.service.messaging.Backoff;
import io.govchain.subchain.journal.CallEvent;
import io.govchain.subchain.journal.CallEvents;
import io.govchain.subchain.journal.EventBell;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one application's webhook: each event in order, again and again until it is taken. */
final class WebhookRunner {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRunner.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final String service;
  private final Webhook webhook;
  private final Database database;
  private final Signer signer;
  private final EventBell bell;
  private final WebhookCourier courier;
  private final Backoff backoff;
  private final MeterRegistry metrics;
  private final CountDownLatch closing;

  WebhookRunner(
      String service,
      Webhook webhook,
      Database database,
      Signer signer,
      EventBell bell,
      WebhookCourier courier,
      Backoff backoff,
      MeterRegistry metrics,
      CountDownLatch closing) {
    this.service = service;
    this.webhook = webhook;
    this.database = database;
    this.signer = signer;
    this.bell = bell;
    this.courier = courier;
    this.backoff = backoff;
    this.metrics = metrics;
    this.closing = closing;
  }

  /** Returns when the thread is interrupted or the webhooks close. */
  void run() {
    int failures = 0;
    try {
      while (closing.getCount() > 0) {
        try {
          deliverPage();
          failures = 0;
        } catch (RuntimeException unusable) {
          failures++;
          LOG.error("webhook of {} waits", webhook.receiver(), unusable);
          pause(backoff.after(failures));
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliverPage() throws InterruptedException {
    long known = bell.count();
    long position = position();
    String application = webhook.application();
    List<CallEvent> page =
        database.read(handle -> CallEvents.ofApplicationAfter(handle, application, position));
    for (CallEvent event : page) {
      deliver(event);
      move(event.number());
    }
    if (page.isEmpty()) {
      bell.awaitAfter(known, LONGEST_WAIT);
    }
  }

  private long position() {
    return database
        .read(handle -> CallEvents.webhookPosition(handle, webhook.application()))
        .orElseThrow();
  }

  private void move(long number) {
    database.writeAndWait(
        handle -> {
          CallEvents.moveWebhook(handle, webhook.application(), number);
          return true;
        });
  }

  private void deliver(CallEvent event) throws InterruptedException {
    ObjectNode json = event.json().put("service", service);
    String body = SignedEvent.sign(signer, json);
    for (int failures = 1; ; failures++) {
      switch (courier.post(body)) {
        case Answer.Taken taken -> {
          count("taken");
          if (failures > 1) {
            LOG.info("webhook of {} takes events again", webhook.receiver());
          }
          return;
        }
        case Answer.NotTaken refused -> {
          count("not-taken");
          Duration wait = backoff.after(failures);
          warn(event, failures, wait, refused.why());
          pause(wait);
        }
      }
    }
  }

  /** The first failures and then ever fewer: an outage of hours must not fill the log. */
  private void warn(CallEvent event, int failures, Duration wait, String why) {
    if (Integer.bitCount(failures) == 1) {
      LOG.warn(
          "webhook of {} did not take event {} (failure {}, next attempt in {} ms): {}",
          webhook.receiver(),
          event.number(),
          failures,
          wait.toMillis(),
          why);
    }
  }

  private void count(String result) {
    metrics
        .counter(
            "govchain.webhook.attempts", "application", webhook.application(), "result", result)
        .increment();
  }

  private void pause(Duration wait) throws InterruptedException {
    if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the webhooks are closing");
    }
  }
}
