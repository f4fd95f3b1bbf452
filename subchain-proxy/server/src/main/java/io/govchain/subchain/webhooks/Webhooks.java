package io.govchain.subchain.webhooks;

import io.govchain.amdp.crypto.Signer;
import io.govchain.service.database.Database;
import io.govchain.service.loop.Backoff;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import io.govchain.service.messaging.OutboxSettings;
import io.govchain.service.tls.MutualTls;
import io.govchain.subchain.journal.CallEvents;
import io.govchain.subchain.journal.EventBell;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All configured webhooks, each on a thread of its own: one whose receiver is away holds up nobody
 * else. How far each has got is on disk, so that no event is left out and few are told twice.
 */
public final class Webhooks implements AutoCloseable {

  private final List<WebhookCourier> couriers = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();

  /**
   * Nothing is sent before {@link #start}.
   *
   * @param service path of this proxy
   * @param signer the account registered for it
   * @param tls shown to receivers whose certificate is pinned
   * @param settings times of attempts and of the waits between them
   * @param watched what the webhooks are served in
   */
  public Webhooks(
      String service,
      List<Webhook> webhooks,
      Database database,
      Signer signer,
      EventBell bell,
      MutualTls tls,
      OutboxSettings settings,
      MeterRegistry metrics,
      Loops watched) {
    Backoff backoff = new Backoff(settings.firstBackoff(), settings.maxBackoff());
    for (Webhook webhook : webhooks) {
      enter(database, webhook.application());
      WebhookCourier courier = new WebhookCourier(webhook, tls, settings.requestTimeout());
      WebhookRunner runner =
          new WebhookRunner(service, webhook, database, signer, bell, courier, backoff, metrics);
      couriers.add(courier);
      loops.add(watched.add("webhook-" + webhook.application(), runner::round));
      Gauge.builder(
              "govchain.webhook.backlog",
              () ->
                  database.read(handle -> CallEvents.webhookBacklog(handle, webhook.application())))
          .description("Events that an application's webhook has not taken")
          .tag("application", webhook.application())
          .register(metrics);
    }
  }

  /** One that is new begins with what happens from now on, one that comes back where it stopped. */
  private static void enter(Database database, String application) {
    database.writeAndWait(
        handle -> {
          if (CallEvents.webhookPosition(handle, application).isEmpty()) {
            CallEvents.moveWebhook(handle, application, CallEvents.newest(handle));
          }
          return true;
        });
  }

  /** Begins to deliver, from where each webhook stopped. */
  public void start() {
    loops.forEach(Loop::start);
  }

  @Override
  public void close() {
    loops.forEach(Loop::close);
    couriers.forEach(WebhookCourier::close);
    for (Loop loop : loops) {
      try {
        loop.join(Duration.ofSeconds(5));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
