package io.govchain.console.evidence;

import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Queries;
import io.govchain.evidence.AnchorRules;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.governance.GovernanceChain;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Handles {@code POST /v1/evidence/verify}. Who asks brings the evidence; what it must show comes
 * from ledger and registry.
 */
public final class EvidenceVerifier implements AutoCloseable {
  /** At a time, because some rules make this console ask nodes of others. */
  private static final int MOST = 8;

  private final Queries queries;
  private final GovernanceChain chain;
  private final GuardedTransport transport;
  private final AnchorRules rules;
  private final Semaphore room = new Semaphore(MOST);

  /**
   * A verifier.
   *
   * @param allowed nodes that it may connect to besides those of the public internet
   */
  public EvidenceVerifier(
      Queries queries, GovernanceChain chain, Vertx vertx, List<AllowedNode> allowed) {
    this.queries = queries;
    this.chain = chain;
    this.transport =
        new GuardedTransport(vertx, new NodeAddresses(allowed, InetAddress::getAllByName));
    this.rules = new AnchorRules(endpoint -> EvmClient.connect(endpoint, transport));
  }

  /** Verifies the body. */
  public Response handle(Request request) throws InterruptedException {
    if (!room.tryAcquire()) {
      throw new ProblemException(
          Problem.of("overloaded", 503, "too much evidence is being verified")
              .expected("at most " + MOST + " at a time"));
    }
    try {
      StepFacts facts =
          StepFacts.of(
              queries,
              chain,
              request.query().get("transaction"),
              Integer.parseInt(request.query().get("step")));
      Optional<String> digest = request.queryValue("digest");
      Optional<About> about = request.queryValue("about").flatMap(About::parse);
      Verified verified =
          new Examination(facts, rules, transport::refusal).examine(request.body(), digest, about);
      return Response.json(200, ConsoleJson.mapper().valueToTree(verified))
          .header("cache-control", "no-store");
    } catch (EvmException.CallReverted impossible) {
      throw new IllegalStateException("the registry refuses a read", impossible);
    } finally {
      room.release();
    }
  }

  @Override
  public void close() {
    rules.close();
    transport.close();
  }
}
