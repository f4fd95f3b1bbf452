package io.govchain.subchain.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.SignedEvent;
import io.govchain.amdp.crypto.Signer;
import io.govchain.service.database.Database;
import io.govchain.service.loop.Backoff;
import io.govchain.subchain.journal.CallEvent;
import io.govchain.subchain.journal.CallEvents;
import io.govchain.subchain.journal.EventBell;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private final Map<Boolean, Counter> attempts;

  WebhookRunner(
      String service,
      Webhook webhook,
      Database database,
      Signer signer,
      EventBell bell,
      WebhookCourier courier,
      Backoff backoff,
      MeterRegistry metrics) {
    this.service = service;
    this.webhook = webhook;
    this.database = database;
    this.signer = signer;
    this.bell = bell;
    this.courier = courier;
    this.backoff = backoff;
    this.attempts = Map.of(true, attempts(metrics, "taken"), false, attempts(metrics, "not-taken"));
  }

  /** Delivers what there is, or waits for it. */
  void round() throws InterruptedException {
    String application = webhook.application();
    try (EventBell.Ear ear = bell.toApplications(List.of(application))) {
      long position = position();
      List<CallEvent> page =
          database.read(handle -> CallEvents.ofApplicationAfter(handle, application, position));
      for (CallEvent event : page) {
        deliver(event);
        move(event.number());
      }
      if (page.isEmpty()) {
        ear.await(LONGEST_WAIT);
      }
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
          attempts.get(true).increment();
          if (failures > 1) {
            LOG.info("webhook of {} takes events again", webhook.receiver());
          }
          return;
        }
        case Answer.NotTaken refused -> {
          attempts.get(false).increment();
          Duration wait = backoff.after(failures);
          warn(event, failures, wait, refused.why());
          Thread.sleep(wait);
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

  private Counter attempts(MeterRegistry metrics, String result) {
    return Counter.builder("govchain.webhook.attempts")
        .tag("application", webhook.application())
        .tag("result", result)
        .description(
            "Attempts to deliver an event to an application's webhook, by what came of them")
        .register(metrics);
  }
}
