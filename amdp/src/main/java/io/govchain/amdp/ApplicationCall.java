package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.crypto.Signer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A call that a business application has signed and may post.
 *
 * <pre>{@code
 * ApplicationCall call = ApplicationCall.builder()
 *     .from("registry/notary-app").to("registry/subchain-proxy")
 *     .request("deed-2031").issued(blockTime).validForSeconds(300).deadlineSeconds(600)
 *     .pipeline("registry/evidence", constraintHash)
 *     .write(StepSide.SOURCE, "registry/evidence-store", "store(bytes32,string)", digest, "deed 2031")
 *     .write(StepSide.TARGET, "court/evidence-store", "store(bytes32,string)", digest, "deed 2031")
 *     .sign(signer);
 * post("/v1/calls", call.body());
 * }</pre>
 *
 * @param call the signed call
 * @param disclosures the arguments, one per step
 */
public record ApplicationCall(SignedCall call, List<Disclosure> disclosures) {

  public ApplicationCall {
    disclosures = List.copyOf(disclosures);
  }

  /** A new, empty call. */
  public static Builder builder() {
    return new Builder();
  }

  /** The signed envelope. */
  public Envelope envelope() {
    return call.envelope();
  }

  /** The id under which the transaction can be asked for. */
  public String transaction() {
    return call.transaction();
  }

  /** The HTTP body of {@code POST /v1/calls}. */
  public String body() {
    return new CallBody(call.envelope(), disclosures.stream().map(Disclosure::text).toList())
        .json();
  }

  /** Collects the parts of a call. Every part but the random source must be given. */
  public static final class Builder {

    private record Step(
        String pipeline,
        String constraint,
        StepSide side,
        String contract,
        String function,
        StepKind kind,
        JsonNode arguments) {}

    private final List<Step> steps = new ArrayList<>();
    private String from;
    private String to;
    private String request;
    private long issued = -1;
    private long validForSeconds = -1;
    private int deadlineSeconds = -1;
    private String pipeline;
    private String constraint;
    private SecureRandom random = new SecureRandom();

    private Builder() {}

    /** Path of the calling application. */
    public Builder from(String application) {
      this.from = application;
      return this;
    }

    /** Path of its subchain proxy. */
    public Builder to(String subchainProxy) {
      this.to = subchainProxy;
      return this;
    }

    /** The application's own id of this call, at most 64 characters. */
    public Builder request(String id) {
      this.request = id;
      return this;
    }

    /**
     * Governance block time now, unix seconds, as the subchain proxy's {@code GET /v1/info} tells
     * it.
     */
    public Builder issued(long blockTime) {
      this.issued = blockTime;
      return this;
    }

    /** How long the call may take to be received. */
    public Builder validForSeconds(long seconds) {
      this.validForSeconds = seconds;
      return this;
    }

    /** The transaction must be over this long after {@link #issued}. */
    public Builder deadlineSeconds(int seconds) {
      this.deadlineSeconds = seconds;
      return this;
    }

    /** The pipeline of the steps that follow, and its constraint hash. */
    public Builder pipeline(String path, String constraintHash) {
      this.pipeline = path;
      this.constraint = constraintHash;
      return this;
    }

    /** Adds a write; arguments are anything Jackson can turn into JSON. */
    public Builder write(StepSide side, String contract, String function, Object... arguments) {
      return step(
          StepKind.WRITE, side, contract, function, StrictJson.tree(Arrays.asList(arguments)));
    }

    /** Adds a read; arguments are anything Jackson can turn into JSON. */
    public Builder read(StepSide side, String contract, String function, Object... arguments) {
      return step(
          StepKind.READ, side, contract, function, StrictJson.tree(Arrays.asList(arguments)));
    }

    /** Adds a step whose arguments are a JSON array already. */
    public Builder step(
        StepKind kind, StepSide side, String contract, String function, JsonNode arguments) {
      steps.add(
          new Step(
              given("pipeline, before the first step", pipeline),
              constraint,
              side,
              contract,
              function,
              kind,
              arguments));
      return this;
    }

    /** Where message id and salts come from; a {@link SecureRandom} of its own unless told. */
    public Builder random(SecureRandom source) {
      this.random = Objects.requireNonNull(source, "random");
      return this;
    }

    /**
     * Signs the call.
     *
     * @throws AmdpException a part has not the shape that the protocol asks for
     */
    public ApplicationCall sign(Signer signer) {
      if (steps.isEmpty()) {
        throw new IllegalStateException("call: expected at least one step, got none");
      }
      List<Disclosure> disclosures =
          steps.stream().map(step -> Disclosure.of(step.arguments(), random)).toList();
      List<PlanStep> plan = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        Step step = steps.get(i);
        plan.add(
            new PlanStep(
                step.pipeline(),
                step.constraint(),
                step.side(),
                step.contract(),
                step.function(),
                step.kind(),
                disclosures.get(i).digest()));
      }
      MessageDraft draft =
          MessageDraft.to(given("to", to))
              .pipeline(steps.getFirst().pipeline(), steps.getFirst().constraint())
              .valid(given("issued", issued), issued + given("validForSeconds", validForSeconds));
      MessageData.Call data =
          new MessageData.Call(
              given("request", request), (int) given("deadlineSeconds", deadlineSeconds), plan);
      Envelope envelope = new MessageFactory(signer, given("from", from), random).sign(draft, data);
      SignedCall call = SignedCall.of(envelope);
      return new ApplicationCall(
          call, call.disclosed(disclosures.stream().map(Disclosure::text).toList()));
    }

    private static String given(String part, String value) {
      if (value == null) {
        throw new IllegalStateException("call: " + part + " was not given");
      }
      return value;
    }

    private static long given(String part, long value) {
      if (value < 0) {
        throw new IllegalStateException("call: " + part + " was not given");
      }
      return value;
    }
  }
}
