package io.govchain.subchain.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.EvmException;
import io.govchain.governance.Application;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Institution;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Registry;
import io.govchain.governance.Subchain;
import io.govchain.service.http.Caller;
import io.govchain.service.http.Request;
import io.govchain.service.http.RequestHandler;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.governance.Governance;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/info}: everything an application needs to make a call, down to the constraint
 * hashes that it has to sign.
 */
public final class Info implements RequestHandler {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String servicePath;
  private final Governance governance;

  /** Tells about this service and the pipelines on the governance chain. */
  public Info(String servicePath, Governance governance) {
    this.servicePath = servicePath;
    this.governance = governance;
  }

  @Override
  public Response handle(Request request) {
    Optional<String> stale = governance.staleness();
    if (stale.isPresent()) {
      return Response.problem(Refusals.unavailable(stale.get())).header("retry-after", "1");
    }
    try {
      return Response.json(200, json(request.caller()));
    } catch (EvmException unreachable) {
      return Response.problem(Refusals.unavailable(unreachable.getMessage()))
          .header("retry-after", "1");
    }
  }

  private ObjectNode json(Caller caller) {
    Registry registry = governance.registry();
    long now = governance.blockTime();
    ObjectNode json =
        JSON.createObjectNode().put("service", servicePath).put("governanceBlockTime", now);
    ArrayNode applications = json.putArray("applications");
    ArrayNode pipelines = json.putArray("pipelines");
    for (TlsPeer peer : caller.identities()) {
      Optional<Application> application =
          Optional.of(peer)
              .filter(identity -> identity.role() == TlsPeer.Role.APPLICATION)
              .flatMap(identity -> registry.activeApplication(identity.path()));
      application.ifPresent(found -> applications.add(found.path()));
    }
    for (Pipeline pipeline : callable(caller)) {
      if (registry.usablePipeline(pipeline.id(), now).isPresent()) {
        pipelines.add(pipeline(pipeline));
      }
    }
    return json;
  }

  private List<Pipeline> callable(Caller caller) {
    if (caller.hasRole(TlsPeer.Role.OPERATOR)) {
      return governance.pipelines().stream()
          .filter(pipeline -> pipeline.source().application().isPresent())
          .toList();
    }
    return caller.identities().stream()
        .filter(peer -> peer.role() == TlsPeer.Role.APPLICATION)
        .flatMap(peer -> governance.pipelinesOf(Paths.id(peer.path())).stream())
        .toList();
  }

  private ObjectNode pipeline(Pipeline pipeline) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("pipeline", pipeline.path())
            .put("number", pipeline.number())
            .put("constraint", pipeline.constraintHash())
            .put("validUntil", pipeline.terms().validUntil())
            .put("dataClass", pipeline.terms().dataClass().word());
    if (pipeline.terms().limited()) {
      json.putObject("limit")
          .put("calls", pipeline.terms().callsPerWindow())
          .put("windowSeconds", pipeline.terms().windowSeconds());
    }
    json.set("source", side(pipeline.source()));
    json.set("target", side(pipeline.target()));
    return json;
  }

  private ObjectNode side(PipelineSide side) {
    Registry registry = governance.registry();
    Optional<BusinessContract> contract = registry.businessContract(side.businessContract());
    ObjectNode json =
        JSON.createObjectNode()
            .put(
                "institution",
                registry.institution(side.institution()).map(Institution::code).orElse(""))
            .put("subchain", registry.subchain(side.subchain()).map(Subchain::path).orElse(""))
            .put("contract", contract.map(BusinessContract::path).orElse(""));
    ArrayNode functions = json.putArray("functions");
    contract.ifPresent(
        found ->
            found.functions().stream()
                .filter(function -> side.allows(function.id()))
                .forEach(function -> functions.add(function(found, function))));
    return json;
  }

  private static ObjectNode function(BusinessContract contract, ContractFunction function) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("function", function.signature())
            .put("kind", function.kind().word());
    function
        .compensator()
        .flatMap(contract::function)
        .ifPresent(compensator -> json.put("compensator", compensator.signature()));
    return json;
  }
}
