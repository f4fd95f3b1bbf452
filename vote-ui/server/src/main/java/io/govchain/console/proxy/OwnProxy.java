package io.govchain.console.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.client.LedgerClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Service;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.util.Optional;

/** What the own proxy knows and does; its refusals become problems with their own codes. */
public final class OwnProxy implements AutoCloseable {
  private final LedgerClient client;
  private final GovernanceChain chain;
  private final String fingerprint;
  private final boolean sharesEvidence;

  /**
   * A proxy that is known by its certificate.
   *
   * @param sharesEvidence whether everybody who reaches the console may read evidence
   */
  public OwnProxy(
      LedgerClient client, GovernanceChain chain, String fingerprint, boolean sharesEvidence) {
    this.client = client;
    this.chain = chain;
    this.fingerprint = fingerprint;
    this.sharesEvidence = sharesEvidence;
  }

  @FunctionalInterface
  private interface Question {
    JsonNode ask() throws ProxyUnreachableException;
  }

  /** The service that registered the proxy's certificate. */
  public Optional<Service> service() {
    return chain.services().stream()
        .filter(service -> service.kind() == Service.Kind.CROSSCHAIN_PROXY)
        .filter(service -> service.tlsFingerprint().equals(fingerprint))
        .findFirst();
  }

  /** Escalations of the proxy's own transactions, newest first. */
  public JsonNode escalations(int limit) {
    return ask(() -> client.escalations(limit, Optional.empty()));
  }

  /** One escalation. */
  public JsonNode escalation(String transaction) {
    return ask(() -> client.escalation(transaction));
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
    return ask(client::findings);
  }

  /** Evidence with the business data in it. */
  public JsonNode evidence(String transaction, String digest) {
    if (!sharesEvidence) {
      throw new ProblemException(
          Problem.of("evidence-not-shared", 403, "this console does not hand out evidence")
              .expected("proxy.evidence: true in its configuration, or a console on loopback")
              .actual("neither"));
    }
    return ask(() -> client.evidence(transaction, digest));
  }

  private static JsonNode ask(Question question) {
    try {
      return question.ask();
    } catch (ProxyRefusedException refused) {
      int status = refused.status() >= 400 && refused.status() < 500 ? refused.status() : 502;
      throw new ProblemException(
          Problem.of(refused.code(), status, "the own cross-chain proxy refuses")
              .actual(String.valueOf(refused.getMessage())));
    } catch (ProxyUnreachableException silent) {
      throw new ProblemException(
          Problem.of("proxy-unreachable", 503, "the own cross-chain proxy does not answer")
              .expected("an answer within the time of a request")
              .actual(String.valueOf(silent.getMessage())));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
