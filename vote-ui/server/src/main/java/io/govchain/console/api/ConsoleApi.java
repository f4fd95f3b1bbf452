package io.govchain.console.api;

import io.govchain.console.documents.Documents;
import io.govchain.console.evidence.EvidenceVerifier;
import io.govchain.console.export.Exports;
import io.govchain.console.monitor.Thresholds;
import io.govchain.console.proxy.OwnProxy;
import io.govchain.console.relay.VoteRelay;
import io.govchain.console.rpc.GovernanceContracts;
import io.govchain.console.rpc.RpcPassThrough;
import io.govchain.console.statement.Statements;
import io.govchain.console.store.Queries;
import io.govchain.service.http.Api;
import io.govchain.service.http.Download;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.RequestHandler;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Every operation of the contract with its handler; reads as its table of contents. */
public final class ConsoleApi {
  private static final String CONTRACT = "/io/govchain/console/openapi.yaml";
  private static final Set<Role> ANYBODY = Set.of(Role.ANONYMOUS);

  /**
   * How a network is called.
   *
   * @param environment production, test or demo
   * @param url of its console; empty for the one that this console shows
   */
  public record Network(String name, String environment, Optional<String> url) {}

  /**
   * What the operations need.
   *
   * @param genesis hash of block 0
   * @param sharesTheChainId whether another network is known to have this one's chain id
   * @param page which build of the page this console serves
   */
  public record Parts(
      Queries queries,
      Pulse pulse,
      GovernanceContracts contracts,
      LongSupplier chainId,
      String genesis,
      Network network,
      List<Network> otherNetworks,
      Predicate<Network> sharesTheChainId,
      Statements statements,
      Watch watch,
      Optional<OwnProxy> proxy,
      Optional<VoteRelay> relay,
      Documents documents,
      int documentBytes,
      EvidenceVerifier evidence,
      Exports exports,
      RpcPassThrough rpc,
      Thresholds thresholds,
      String page) {}

  private final Parts parts;
  private final Answers answers;
  private final Api api = Api.of(CONTRACT);

  private ConsoleApi(Parts parts) {
    this.parts = parts;
    this.answers = new Answers(parts.queries());
  }

  /** The operations with their contract. */
  public static Api of(Parts parts) {
    ConsoleApi console = new ConsoleApi(parts);
    console.views();
    console.governance();
    console.business();
    console.people();
    return console.api;
  }

  private void views() {
    NetworkApi network =
        new NetworkApi(
            answers,
            parts.pulse(),
            parts.thresholds().stalledSeconds(),
            parts.contracts(),
            parts.chainId(),
            parts.genesis(),
            parts.network(),
            parts.otherNetworks(),
            parts.sharesTheChainId(),
            parts.relay().isPresent(),
            parts.proxy(),
            parts.documentBytes(),
            parts.page());
    ChainApi chain = new ChainApi(parts.queries(), answers);
    answer("getNetwork", network::network);
    answer("getOverview", chain::overview);
    answer("listBlocks", chain::blocks);
    answer("listValidators", chain::validators);
    answer("getStatistics", chain::statistics);
    answer("getTopology", chain::topology);
    answer("getCredit", chain::credit);
    api.stream(
        "streamEvents",
        ANYBODY,
        new EventFeeds(parts.queries(), parts.pulse(), parts.thresholds().stalledSeconds()));
  }

  private void governance() {
    GovernanceApi governance = new GovernanceApi(parts.queries(), answers);
    answer("listWorkOrders", governance::workOrders);
    answer("getWorkOrder", governance::workOrder);
    answer("listRecords", governance::records);
    answer("getRecord", governance::record);
    answer("listHistory", governance::history);
    download(
        "exportHistory",
        request ->
            parts.exports().history(request.query().get("format"), Parameters.history(request)));
  }

  private void business() {
    LedgerApi ledger = new LedgerApi(parts.queries(), answers);
    answer("listTransactions", ledger::transactions);
    answer("getTransaction", ledger::transaction);
    download(
        "exportTransactions",
        request ->
            parts
                .exports()
                .transactions(
                    request.query().get("format"),
                    Parameters.ledger(request),
                    Parameters.order(request)));
    answer("verifyEvidence", parts.evidence()::handle);
    EscalationApi escalations =
        new EscalationApi(parts.queries(), answers, parts.statements(), parts.proxy());
    answer("listEscalations", escalations::list);
    answer("getEscalation", escalations::show);
    answer("retryEscalation", escalations::retry);
    answer("agreeEscalation", escalations::agree);
    answer("listFindings", escalations::findings);
    answer("getEvidence", escalations::evidence);
  }

  private void people() {
    AlertsApi alerts =
        new AlertsApi(
            parts.queries(), answers, parts.statements(), parts.watch(), parts.thresholds());
    answer("listAlerts", alerts::alerts);
    answer("acknowledgeAlert", alerts::acknowledge);
    answer("listRules", alerts::rules);
    answer("listAuditFindings", alerts::findings);
    answer("getReport", alerts::report);
    answer("putDocument", parts.documents()::put);
    api.largestBody("putDocument", parts.documentBytes());
    download("getDocument", parts.documents()::get);
    answer("relayVote", request -> relay().handle(request));
    answer("callNode", parts.rpc()::handle);
  }

  private VoteRelay relay() {
    return parts
        .relay()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of("relay-not-configured", 404, "this console sends no ballots")
                        .expected("a relay section in its configuration")
                        .actual("none")));
  }

  private void answer(String operation, RequestHandler handler) {
    api.operation(operation, ANYBODY, guarded(handler));
  }

  private void download(String operation, Download.Source source) {
    api.download(
        operation,
        ANYBODY,
        request -> {
          try {
            return source.open(request);
          } catch (RuntimeException failed) {
            throw Failures.known(failed);
          }
        });
  }

  private static RequestHandler guarded(RequestHandler handler) {
    return new RequestHandler() {
      @Override
      public Response handle(Request request) throws Exception {
        try {
          return handler.handle(request);
        } catch (RuntimeException failed) {
          throw Failures.known(failed);
        }
      }
    };
  }
}
