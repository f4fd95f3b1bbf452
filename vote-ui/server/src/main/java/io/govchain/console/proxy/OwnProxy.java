package io.govchain.console.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.client.LedgerClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.governance.Service;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the own proxy knows and does; its refusals become problems with their own codes. */
public final class OwnProxy implements AutoCloseable {
  /** By which proxies refuse whoever asks for the certificate that it presents. */
  private static final Set<String> OF_THE_CERTIFICATE =
      Set.of("role-refused", "certificate-unregistered");

  private final LedgerClient client;
  private final Supplier<Optional<Service>> service;
  private final boolean sharesEvidence;

  /**
   * A proxy.
   *
   * @param service asks the chain what it is registered as
   * @param sharesEvidence whether everybody who reaches the console may read evidence, and what
   *     else the parties alone know: the words of settlements, why something failed, alarms
   */
  public OwnProxy(
      LedgerClient client, Supplier<Optional<Service>> service, boolean sharesEvidence) {
    this.client = client;
    this.service = service;
    this.sharesEvidence = sharesEvidence;
  }

  @FunctionalInterface
  private interface Question {
    JsonNode ask() throws ProxyUnreachableException;
  }

  /** What the proxy is registered as; empty where the chain knows it as no cross-chain proxy. */
  public Optional<Service> service() {
    return service.get();
  }

  /**
   * Escalations of the proxy's own transactions, newest first; with a cursor if there may be more.
   */
  public JsonNode escalations(int limit) {
    JsonNode page = ask(() -> client.escalations(limit, Optional.empty()));
    if (sharesEvidence) {
      return page;
    }
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    if (page.has("cursor")) {
      shown.set("cursor", page.get("cursor"));
    }
    page.path("transactions").forEach(each -> shown.withArray("transactions").add(shown(each)));
    return shown;
  }

  /** One escalation. */
  public JsonNode escalation(String transaction) {
    return shown(ask(() -> client.escalation(transaction)));
  }

  /** Orders one more attempt to undo. */
  public JsonNode retry(String transaction) {
    return ask(() -> client.retry(transaction));
  }

  /** Agrees to a settlement. */
  public JsonNode agree(String transaction, String settlement) {
    return ask(() -> client.agree(transaction, settlement));
  }

  /** What its sweeper found. */
  public JsonNode findings() {
    if (!sharesEvidence) {
      throw notShared("proxy-not-shared", "this console does not hand out what its proxy found");
    }
    return ask(client::findings);
  }

  /** Evidence with the business data in it. */
  public JsonNode evidence(String transaction, String digest) {
    if (!sharesEvidence) {
      throw notShared("evidence-not-shared", "this console does not hand out evidence");
    }
    return ask(() -> client.evidence(transaction, digest));
  }

  private JsonNode shown(JsonNode escalation) {
    return sharesEvidence ? escalation : PublicPart.of(escalation);
  }

  private static ProblemException notShared(String code, String what) {
    return new ProblemException(
        Problem.of(code, 403, what)
            .expected("proxy.evidence: true in its configuration, or a console on loopback")
            .actual("neither"));
  }

  private static JsonNode ask(Question question) {
    try {
      return question.ask();
    } catch (ProxyRefusedException refused) {
      throw new ProblemException(refusal(refused));
    } catch (ProxyUnreachableException silent) {
      throw new ProblemException(
          Problem.of("proxy-unreachable", 503, "the own cross-chain proxy does not answer")
              .expected("an answer within the time of a request")
              .actual(String.valueOf(silent.getMessage())));
    }
  }

  /** A refusal of this console is told apart from one of the person who asks it. */
  private static Problem refusal(ProxyRefusedException refused) {
    boolean mine = OF_THE_CERTIFICATE.contains(refused.code());
    int status = refused.status() >= 400 && refused.status() < 500 ? refused.status() : 502;
    return Problem.of(
            mine ? "proxy-role-refused" : refused.code(),
            mine ? 502 : status,
            mine
                ? "the own cross-chain proxy does not take this console's certificate"
                : "the own cross-chain proxy refuses")
        .actual(String.valueOf(refused.getMessage()));
  }

  @Override
  public void close() {
    client.close();
  }
}
