package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.cli.text.Table;
import io.govchain.client.GovchainClient;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what an application handed in, as its proxy has it. */
@Command(
    name = "sent",
    description = {
      "List the calls that this application handed in, newest first, as its proxy has them:",
      "also those that were never opened on the governance chain."
    },
    footer = {
      "",
      "Example:",
      "  govchain transaction sent --proxy https://127.0.0.1:9441 --proxy-fingerprint 0x77ab... \\",
      "      --certificate app/tls.crt --key app/tls.key --status escalated --since 2027-01-31"
    })
final class SentCommand extends GovchainCommand {
  @Mixin private ProxyOptions proxy;

  @Option(names = "--status", description = "Only calls that stand so.")
  private String status;

  @Option(
      names = "--application",
      description = "institution/code, if the certificate is registered for several.")
  private String application;

  @Option(names = "--pipeline", description = "institution/code: only calls that use it.")
  private String pipeline;

  @Option(names = "--request", description = "Only the call under this request id.")
  private String request;

  @Option(names = "--since", paramLabel = "TIME", description = "Received at this time or later.")
  private String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Received at this time or earlier.")
  private String until;

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "N",
      description = "1 to 100 (default ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--cursor", description = "The next page, as the last one named it.")
  private String cursor;

  @Override
  void run(Output out) throws Exception {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("limit", Integer.toString(limit));
    put(filter, "status", status);
    put(filter, "application", application);
    put(filter, "pipeline", pipeline);
    put(filter, "request", request);
    put(filter, "since", time("--since", since));
    put(filter, "until", time("--until", until));
    put(filter, "cursor", cursor);
    try (GovchainClient client = new GovchainClient(proxy.settings())) {
      JsonNode page = client.transactions(filter);
      out.result(page, text(page));
    }
  }

  private static String text(JsonNode page) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode call : page.path("transactions")) {
      rows.add(
          List.of(
              call.path("transaction").asText(),
              call.path("status").asText(),
              call.path("request").asText(),
              Instant.ofEpochSecond(call.path("receivedAt").asLong()).toString()));
    }
    if (rows.isEmpty()) {
      return "no transactions";
    }
    String table =
        Table.render(List.of("TRANSACTION", "STATUS", "REQUEST", "RECEIVED"), rows).stripTrailing();
    return page.hasNonNull("cursor")
        ? table + "\nmore: --cursor " + page.get("cursor").asText()
        : table;
  }

  private static void put(Map<String, String> filter, String name, String value) {
    if (value != null) {
      filter.put(name, value);
    }
  }

  private static String time(String option, String text) {
    if (text == null) {
      return null;
    }
    try {
      String whole = text.length() == "2027-01-31".length() ? text + "T00:00:00Z" : text;
      return Long.toString(Instant.parse(whole).getEpochSecond());
    } catch (DateTimeParseException wrong) {
      throw CommandFailure.usage(
          option + ": expected a day or time such as 2027-01-31T12:00:00Z, actual " + text);
    }
  }
}
