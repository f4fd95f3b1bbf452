package io.govchain.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.service.http.HealthProbe.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks all probes at once and puts their findings into one answer. */
final class HealthChecks implements AutoCloseable {
  private static final long PROBE_SECONDS = 2;

  private final List<HealthProbe> probes;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  HealthChecks(List<HealthProbe> probes) {
    this.probes = List.copyOf(probes);
  }

  Response answer() throws InterruptedException {
    List<Future<Finding>> running = new ArrayList<>();
    probes.forEach(probe -> running.add(executor.submit(probe.check())));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PROBE_SECONDS);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode checks = JsonNodeFactory.instance.arrayNode();
    boolean ready = true;
    for (int i = 0; i < probes.size(); i++) {
      Finding finding = finding(running.get(i), deadline);
      ready &= finding.ok();
      checks
          .addObject()
          .put("name", probes.get(i).name())
          .put("ok", finding.ok())
          .put("text", finding.text());
    }
    json.put("status", ready ? "ready" : "not-ready").set("checks", checks);
    return Response.json(ready ? 200 : 503, json);
  }

  private static Finding finding(Future<Finding> running, long deadline)
      throws InterruptedException {
    try {
      return running.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      return Finding.failed("expected an answer, actual " + failed.getCause());
    } catch (TimeoutException late) {
      running.cancel(true);
      return Finding.failed("expected an answer within " + PROBE_SECONDS + " s, actual none");
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
