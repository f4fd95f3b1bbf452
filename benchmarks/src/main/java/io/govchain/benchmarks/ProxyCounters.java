package io.govchain.benchmarks;

import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * What all proxies together have spent so far, by their own metrics. Counts tell one build from
 * another also on a machine that is busy with other things, where times do not.
 */
record ProxyCounters(double cpuSeconds, double commits, double writes, double messages) {
  private static final double NANOS = 1e9;

  static ProxyCounters of(List<ProxyProcess> proxies) throws IOException, InterruptedException {
    ProxyCounters sum = new ProxyCounters(0, 0, 0, 0);
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (ProxyProcess proxy : proxies) {
        HttpRequest question =
            HttpRequest.newBuilder(proxy.management().resolve("/metrics")).build();
        String text = http.send(question, HttpResponse.BodyHandlers.ofString()).body();
        sum =
            sum.plus(
                new ProxyCounters(
                    total(text, "process_cpu_time_ns_total") / NANOS,
                    total(text, "govchain_database_writes_per_commit_count"),
                    total(text, "govchain_database_writes_per_commit_sum"),
                    total(text, "govchain_inbox_messages_total")));
      }
    }
    return sum;
  }

  ProxyCounters since(ProxyCounters before) {
    return new ProxyCounters(
        cpuSeconds - before.cpuSeconds,
        commits - before.commits,
        writes - before.writes,
        messages - before.messages);
  }

  private ProxyCounters plus(ProxyCounters other) {
    return new ProxyCounters(
        cpuSeconds + other.cpuSeconds,
        commits + other.commits,
        writes + other.writes,
        messages + other.messages);
  }

  /** Sum of a metric's samples, whatever their labels; 0 where there are none yet. */
  private static double total(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
