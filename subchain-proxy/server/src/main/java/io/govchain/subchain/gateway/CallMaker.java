package io.govchain.subchain.gateway;

import io.govchain.adapter.GatewayArgumentsException;
import io.govchain.adapter.GatewayRequest;
import io.govchain.adapter.SubchainGateway;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.CallBody;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.crypto.Signer;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Registry;
import io.govchain.subchain.journal.GatewayCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes of a request the governed call that carries it: one step, at the pipeline's target. The
 * same request, pipeline version and key alone always give the same bytes and so the same
 * transaction: that is what keeps a proxy without a memory from carrying a request twice (invariant
 * I2).
 */
final class CallMaker {

  private static final String DOMAIN = "govchain.gateway.carried.v1";

  /**
   * How long a call may take that was opened in the last second before its request's deadline. Part
   * of every call's identity and so no setting: a proxy that lost its memory would look for the
   * calls of another setting, and say of those that it made that there are none.
   */
  static final int EXECUTION_SECONDS = 300;

  private final String servicePath;
  private final String application;
  private final Signer signer;
  private final Registry registry;
  private final SubchainGateway gateway;

  CallMaker(
      String servicePath,
      String application,
      Signer signer,
      Registry registry,
      SubchainGateway gateway) {
    this.servicePath = servicePath;
    this.application = application;
    this.signer = signer;
    this.registry = registry;
    this.gateway = gateway;
  }

  /** The call by the pipeline's present version. */
  MadeCall make(GatewayCall call) {
    Optional<Pipeline> pipeline = registry.pipeline(call.request().pipeline());
    return pipeline.isEmpty()
        ? new MadeCall.NotYet("pipeline-unknown: no pipeline of id " + call.request().pipeline())
        : make(call, pipeline.get());
  }

  /** Every call that can have been made of the request, by whatever version of the pipeline. */
  List<MadeCall.Made> everMade(GatewayCall call) {
    String pipeline = call.request().pipeline();
    return Stream.concat(
            registry.pipeline(pipeline).stream(),
            registry.formerVersions(pipeline).stream()
                .limit(Registry.MOST_VERSIONS)
                .flatMap(number -> registry.pipeline(number).stream()))
        .map(version -> make(call, version))
        .filter(MadeCall.Made.class::isInstance)
        .map(MadeCall.Made.class::cast)
        .toList();
  }

  private MadeCall make(GatewayCall call, Pipeline pipeline) {
    Optional<BusinessContract> contract =
        registry.businessContract(pipeline.target().businessContract());
    Optional<ContractFunction> function =
        contract.flatMap(found -> function(found, call.request().function()));
    if (function.isEmpty()) {
      return new MadeCall.Never(
          "function-unknown: no function of id %s at %s"
              .formatted(
                  call.request().function(),
                  contract.map(BusinessContract::path).orElse("the pipeline's target")));
    }
    try {
      DerivedRandom random = random(call.request(), pipeline);
      Optional<Disclosure> disclosure = disclosure(call, function.get(), random);
      return disclosure.isEmpty()
          ? new MadeCall.NotYet(
              "arguments-undisclosed: nobody has handed in the disclosure of digest "
                  + call.request().argumentsDigest())
          : sign(
              call.request(), pipeline, contract.get(), function.get(), disclosure.get(), random);
    } catch (GatewayArgumentsException wrong) {
      return new MadeCall.Never("arguments-invalid: " + wrong.getMessage());
    } catch (AmdpException wrong) {
      return new MadeCall.Never(wrong.problem().code().wire() + ": " + wrong.getMessage());
    }
  }

  /** By its signature with or without the results: who asks need not know how it was registered. */
  private static Optional<ContractFunction> function(BusinessContract contract, String id) {
    return contract.functions().stream()
        .filter(
            function ->
                function.id().equals(id)
                    || Paths.id(parametersOnly(function.signature())).equals(id))
        .findFirst();
  }

  private static String parametersOnly(String signature) {
    int depth = 0;
    for (int i = signature.indexOf('('); i >= 0 && i < signature.length(); i++) {
      depth += signature.charAt(i) == '(' ? 1 : signature.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return signature.substring(0, i + 1);
      }
    }
    return signature;
  }

  private Optional<Disclosure> disclosure(
      GatewayCall call, ContractFunction function, DerivedRandom random)
      throws GatewayArgumentsException {
    if (!call.request().disclosed()) {
      return call.disclosure()
          .map(text -> Disclosure.parse(text, call.request().argumentsDigest()));
    }
    String json = gateway.arguments(function.signature(), call.request().arguments());
    return Optional.of(Disclosure.of(Json.array(json), random));
  }

  private MadeCall sign(
      GatewayRequest request,
      Pipeline pipeline,
      BusinessContract contract,
      ContractFunction function,
      Disclosure disclosure,
      DerivedRandom random) {
    PlanStep step =
        new PlanStep(
            pipeline.path(),
            pipeline.constraintHash(),
            StepSide.TARGET,
            contract.path(),
            function.signature(),
            function.kind() == ContractFunction.Kind.WRITE ? StepKind.WRITE : StepKind.READ,
            disclosure.digest());
    long seconds =
        Math.clamp(
            request.deadline() - request.time() + EXECUTION_SECONDS,
            1,
            MessageData.Call.MAX_DEADLINE_SECONDS);
    MessageDraft draft =
        MessageDraft.to(servicePath)
            .pipeline(pipeline.path(), pipeline.constraintHash())
            .valid(request.time(), request.deadline());
    Envelope envelope =
        new MessageFactory(signer, application, random)
            .sign(
                draft,
                new MessageData.Call(requestId(request), Math.toIntExact(seconds), List.of(step)));
    return new MadeCall.Made(
        SignedCall.of(envelope), new CallBody(envelope, List.of(disclosure.text())));
  }

  /** The request as the application's own request id. */
  static String requestId(GatewayRequest request) {
    return request.id().substring(2);
  }

  /** The signer is deterministic (RFC 6979), and nobody else can make this signature. */
  private DerivedRandom random(GatewayRequest request, Pipeline pipeline) {
    return new DerivedRandom(
        signer.sign(
            DerivedRandom.sha256(
                String.join("\n", DOMAIN, request.id(), pipeline.constraintHash()))));
  }
}
