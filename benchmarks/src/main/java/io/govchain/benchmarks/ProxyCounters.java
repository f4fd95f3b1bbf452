package io.govchain.benchmarks;

import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.net.http.HttpClient;
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
        String text = Metrics.of(proxy, http);
        sum =
            sum.plus(
                new ProxyCounters(
                    Metrics.total(text, "process_cpu_time_ns_total") / NANOS,
                    Metrics.total(text, "govchain_database_writes_per_commit_count"),
                    Metrics.total(text, "govchain_database_writes_per_commit_sum"),
                    Metrics.total(text, "govchain_inbox_messages_total")));
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
}
