package io.govchain.benchmarks;

import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A proxy's own metrics, in Prometheus' text format. */
final class Metrics {
  private Metrics() {}

  static String of(ProxyProcess proxy, HttpClient http) throws IOException, InterruptedException {
    HttpRequest question = HttpRequest.newBuilder(proxy.management().resolve("/metrics")).build();
    return http.send(question, HttpResponse.BodyHandlers.ofString()).body();
  }

  /**
   * Sum of a metric's samples; 0 where there are none yet.
   *
   * @param name of the metric, whatever its labels, or with the first of its labels
   */
  static double total(String metrics, String name) {
    return metrics
        .lines()
        .filter(
            line ->
                line.startsWith(name + " ")
                    || line.startsWith(name + "{")
                    || (name.contains("{") && line.startsWith(name)))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
