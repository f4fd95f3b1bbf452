package io.govchain.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.index.IndexStatus;
import io.govchain.console.proxy.KnownService;
import io.govchain.console.proxy.OwnProxy;
import io.govchain.console.rpc.GovernanceContracts;
import io.govchain.console.store.ConsoleJson;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What this console shows and offers. */
final class NetworkApi {
  private final Answers answers;
  private final Pulse pulse;
  private final long stalledAfterSeconds;
  private final GovernanceContracts contracts;
  private final LongSupplier chainId;
  private final String genesis;
  private final ConsoleApi.Network network;
  private final List<ConsoleApi.Network> others;
  private final Predicate<ConsoleApi.Network> sharesTheChainId;
  private final boolean relay;
  private final Optional<KnownService> proxy;
  private final int documentBytes;
  private final String page;

  /**
   * @param stalledAfterSeconds of standstill or silence from which on people are told of it
   */
  NetworkApi(
      Answers answers,
      Pulse pulse,
      long stalledAfterSeconds,
      GovernanceContracts contracts,
      LongSupplier chainId,
      String genesis,
      ConsoleApi.Network network,
      List<ConsoleApi.Network> others,
      Predicate<ConsoleApi.Network> sharesTheChainId,
      boolean relay,
      Optional<OwnProxy> proxy,
      int documentBytes,
      String page) {
    this.answers = answers;
    this.pulse = pulse;
    this.stalledAfterSeconds = stalledAfterSeconds;
    this.contracts = contracts;
    this.chainId = chainId;
    this.genesis = genesis;
    this.network = network;
    this.others = List.copyOf(others);
    this.sharesTheChainId = sharesTheChainId;
    this.relay = relay;
    this.proxy = proxy.map(own -> new KnownService(own::service, System::nanoTime));
    this.documentBytes = documentBytes;
    this.page = page;
  }

  Response network(Request request) {
    IndexStatus status = pulse.status();
    ObjectNode json = ConsoleJson.mapper().createObjectNode();
    json.put("name", network.name())
        .put("environment", network.environment())
        .put("chainId", chainId.getAsLong())
        .put("genesis", genesis);
    ObjectNode addresses = json.putObject("contracts");
    new TreeMap<>(contracts.byName()).forEach(addresses::put);
    json.putObject("head")
        .put("number", status.head().orElse(status.indexed().number()))
        .put("time", status.headTime().orElse(status.indexed().time()))
        .put("hash", status.headHash().orElse(status.indexed().hash()));
    json.putObject("indexed")
        .put("number", status.indexed().number())
        .put("time", status.indexed().time());
    json.put("time", pulse.seconds());
    json.put("nodeSilentSeconds", pulse.silentSeconds());
    json.put("stalledAfterSeconds", stalledAfterSeconds);
    json.put("stalledSeconds", pulse.stalledSeconds()).put("relay", relay);
    proxy.ifPresentOrElse(
        own -> institution(own, json.putObject("proxy")), () -> json.putNull("proxy"));
    json.putObject("documents").put("maxBytes", documentBytes);
    ArrayNode networks = json.putArray("networks");
    for (ConsoleApi.Network other : others) {
      networks
          .addObject()
          .put("name", other.name())
          .put("environment", other.environment())
          .put("url", other.url().orElse(""))
          .put("sharesTheChainId", sharesTheChainId.test(other));
    }
    json.put("version", page);
    return answers.of(json);
  }

  private static void institution(KnownService own, ObjectNode json) {
    KnownService.Answer known = own.answer();
    known
        .service()
        .ifPresent(
            service ->
                json.put("institution", service.institution()).put("service", service.path()));
    known.problem().ifPresent(problem -> json.put("problem", problem));
  }
}
