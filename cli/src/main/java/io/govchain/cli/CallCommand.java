package io.govchain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import io.govchain.client.GovchainClient;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.service.keys.Signers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a governed call as a business application. */
@Command(
    name = "call",
    description = {
      "Send a governed cross-chain call as a business application and wait for its end.",
      "A step is SIDE CONTRACT FUNCTION ARGUMENTS, where ARGUMENTS is a JSON array; steps run in the"
          + " order given. Exit code 0 only if the transaction settled."
    },
    footer = {
      "",
      "Example:",
      "  govchain call --proxy https://127.0.0.1:9441 --proxy-fingerprint 0x77ab... \\",
      "      --application registry/notary-app --certificate app/tls.crt --key app/tls.key \\",
      "      --keystore app.json --password-file app.password --pipeline"
          + " registry/evidence-sharing \\",
      "      --write source registry/evidence 'store(bytes32,string)' '[\"0xabc...\",\"deed"
          + " 2031\"]' \\",
      "      --write target court/evidence 'store(bytes32,string)' '[\"0xabc...\",\"deed 2031\"]'"
    })
final class CallCommand extends GovchainCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VALID_SECONDS = 120;
  private static final int ATTEMPTS = 3;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  @Mixin private ProxyOptions proxy;

  @Option(names = "--application", required = true, description = "institution/code")
  private String application;

  @Mixin private SigningKeyOptions signingKey;

  @Option(names = "--pipeline", required = true, description = "institution/code")
  private String pipeline;

  @Option(
      names = "--write",
      arity = "4",
      paramLabel = "SIDE CONTRACT FUNCTION ARGUMENTS",
      hideParamSyntax = true,
      description = "A writing step. SIDE is source or target.")
  private List<String> writes = List.of();

  @Option(
      names = "--read",
      arity = "4",
      paramLabel = "SIDE CONTRACT FUNCTION ARGUMENTS",
      hideParamSyntax = true,
      description = "A reading step; reads run after the writes.")
  private List<String> reads = List.of();

  @Option(
      names = "--request",
      description =
          "Your own id of this call: another call with it is refused, naming the first one's"
              + " transaction (default: random).")
  private String request = UUID.randomUUID().toString();

  @Option(names = "--deadline", defaultValue = "300", description = "Seconds (default 300).")
  private int deadlineSeconds;

  @Option(names = "--no-wait", description = "Return as soon as the call is accepted.")
  private boolean noWait;

  private record Step(
      StepKind kind, StepSide side, String contract, String function, JsonNode arguments) {}

  @Override
  void run(Output out) throws Exception {
    List<Step> steps = new ArrayList<>(steps(StepKind.WRITE, writes));
    steps.addAll(steps(StepKind.READ, reads));
    if (steps.isEmpty()) {
      throw CommandFailure.usage("expected at least one --write or --read, actual none");
    }
    try (GovchainClient client = new GovchainClient(proxy.settings())) {
      JsonNode offer = client.info();
      ApplicationCall call = sign(offer, steps);
      JsonNode accepted = submit(client, call, out);
      out.say("transaction " + call.transaction() + " " + accepted.path("status").asText());
      JsonNode view = noWait ? accepted : end(client, accepted, call.transaction(), out);
      out.result(view, TransactionViews.text(view));
      if (!noWait && !view.path("status").asText().equals("settled")) {
        throw notSettled(call.transaction(), view);
      }
    }
  }

  /** The same bytes again and again until an answer comes: the proxy takes a call once only. */
  private static JsonNode submit(GovchainClient client, ApplicationCall call, Output out)
      throws InterruptedException {
    try {
      return client.submit(call.body(), ATTEMPTS, BETWEEN_ATTEMPTS);
    } catch (ProxyUnreachableException silent) {
      String transaction = call.transaction();
      out.result(
          JSON.createObjectNode().put("transaction", transaction).put("status", "unknown"),
          "transaction " + transaction + " unknown");
      throw CommandFailure.unreachable(
          "%s; whether the proxy took the call is unknown: ask later with transaction ask %s"
              .formatted(silent.getMessage(), transaction));
    }
  }

  /** Whatever the proxy says or does not say from here on, it has taken the call. */
  private JsonNode end(GovchainClient client, JsonNode accepted, String transaction, Output out)
      throws InterruptedException {
    try {
      return client.await(transaction, Duration.ofSeconds(deadlineSeconds + 60L));
    } catch (ProxyUnreachableException silent) {
      out.result(accepted, TransactionViews.text(accepted));
      throw CommandFailure.unreachable(
          "%s; the proxy took the call, and it goes on without this command: ask later with transaction ask %s"
              .formatted(silent.getMessage(), transaction));
    }
  }

  private static CommandFailure notSettled(String transaction, JsonNode view) {
    String status = view.path("status").asText();
    String code = "transaction-" + status;
    String actual = (status + " " + view.path("detail").asText("")).strip();
    if (GovchainClient.FINAL_STATUSES.contains(status) || status.equals("escalated")) {
      return CommandFailure.refused(code, "expected the transaction to settle, actual: " + actual);
    }
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        code,
        "expected the transaction to end a minute after its deadline, actual: still %s; it goes on without this command: see transaction ask %s"
            .formatted(actual, transaction));
  }

  private ApplicationCall sign(JsonNode offer, List<Step> steps) {
    ApplicationCall.Builder builder =
        ApplicationCall.builder()
            .from(application)
            .to(offer.path("service").asText())
            .request(request)
            .issued(offer.path("governanceBlockTime").asLong())
            .validForSeconds(VALID_SECONDS)
            .deadlineSeconds(deadlineSeconds)
            .pipeline(pipeline, constraint(offer));
    steps.forEach(
        step ->
            builder.step(
                step.kind(), step.side(), step.contract(), step.function(), step.arguments()));
    return builder.sign(Signers.of(signingKey.open()));
  }

  private String constraint(JsonNode offer) {
    for (JsonNode offered : offer.path("pipelines")) {
      if (offered.path("pipeline").asText().equals(pipeline)) {
        return offered.path("constraint").asText();
      }
    }
    throw new CommandFailure(
        ExitCode.NOT_FOUND,
        "pipeline-unknown",
        "--pipeline: expected one of %s, actual %s"
            .formatted(offer.path("pipelines").findValuesAsText("pipeline"), pipeline));
  }

  private static List<Step> steps(StepKind kind, List<String> parts) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i + 3 < parts.size(); i += 4) {
      steps.add(
          new Step(
              kind,
              side(parts.get(i)),
              parts.get(i + 1),
              parts.get(i + 2),
              array(parts.get(i + 3))));
    }
    return steps;
  }

  private static StepSide side(String text) {
    return switch (text) {
      case "source" -> StepSide.SOURCE;
      case "target" -> StepSide.TARGET;
      default -> throw CommandFailure.usage("SIDE: expected source or target, actual " + text);
    };
  }

  private static JsonNode array(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node != null && node.isArray()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          "ARGUMENTS: expected a JSON array, actual %s (%s)"
              .formatted(text, e.getOriginalMessage()));
    }
    throw CommandFailure.usage("ARGUMENTS: expected a JSON array, actual " + text);
  }
}
