package io.govchain.subchain.intake;

import static io.govchain.subchain.world.World.APPLICATION;
import static io.govchain.subchain.world.World.APP_FINGERPRINT;
import static io.govchain.subchain.world.World.CONSTRAINT;
import static io.govchain.subchain.world.World.COURT_STORE;
import static io.govchain.subchain.world.World.DIGEST;
import static io.govchain.subchain.world.World.NOW;
import static io.govchain.subchain.world.World.PARTNER;
import static io.govchain.subchain.world.World.PIPELINE;
import static io.govchain.subchain.world.World.PROXY;
import static io.govchain.subchain.world.World.STORE;
import static io.govchain.subchain.world.World.UNDO;
import static io.govchain.subchain.world.World.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.ArgumentProblem;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallBody;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.StepSide;
import io.govchain.governance.DataClass;
import io.govchain.governance.Institution;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Service;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import io.govchain.subchain.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad call, and what its application is told. */
class IntakeTableTest {

  private static final Arguments NO_OBJECTION = (kind, address, function, json) -> Optional.empty();

  /**
   * A row of the table.
   *
   * @param call what is handed in
   * @param world what else is different from the sound case
   */
  record Row(
      String name,
      BiFunction<World, ApplicationCall.Builder, ApplicationCall> call,
      Consumer<World> world,
      String code,
      String where,
      String expected,
      String actual) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static ApplicationCall sign(World world, ApplicationCall.Builder call) {
    return call.sign(world.applicationKey);
  }

  private static void sealed(World world) {
    world.evidenceChain("court", new TrustAnchors.QbftSeals(List.of("0x" + "11".repeat(20))));
  }

  private static Row record(
      String name,
      Consumer<World> change,
      String code,
      String where,
      String expected,
      String actual) {
    return new Row(name, IntakeTableTest::sign, change, code, where, expected, actual);
  }

  private static Row call(
      String name,
      BiFunction<World, ApplicationCall.Builder, ApplicationCall> change,
      String code,
      String where,
      String expected,
      String actual) {
    return new Row(name, change, world -> {}, code, where, expected, actual);
  }

  static Stream<Row> rows() {
    return Stream.concat(whoRows(), whatRows());
  }

  private static Stream<Row> whoRows() {
    return Stream.of(
        call(
            "addressed to another proxy",
            (world, call) -> sign(world, call.to(PARTNER)),
            "audience-mismatch",
            "call.to",
            PROXY,
            PARTNER),
        call(
            "unknown application",
            (world, call) -> sign(world, call.from("registry/nobody")),
            "sender-unknown",
            "call.from",
            "a registered application",
            "registry/nobody"),
        call(
            "wrong key",
            (world, call) -> call.sign(World.signer(9)),
            "key-mismatch",
            "call.protected.kid",
            "the registered " + World.signer(1).address(),
            World.signer(9).address()),
        record(
            "proxy not active",
            world ->
                world.service(
                    PROXY,
                    Service.Kind.SUBCHAIN_PROXY,
                    Service.Status.SUSPENDED,
                    world.proxyKey,
                    PARTNER),
            "proxy-not-active",
            "service " + PROXY,
            "registered, active and paired on the governance chain",
            "suspended"),
        record(
            "proxy not paired",
            world ->
                world.service(
                    PROXY, Service.Kind.SUBCHAIN_PROXY, Service.Status.ACTIVE, world.proxyKey, ""),
            "proxy-not-active",
            "service " + PROXY,
            "registered, active and paired on the governance chain",
            "active"),
        record(
            "application suspended",
            world -> world.application(Subchain.Status.SUSPENDED),
            "sender-not-active",
            "call.from " + APPLICATION,
            "an active application of an active subchain and institution",
            "suspended"),
        record(
            "application's institution suspended",
            world -> world.institution("registry", Institution.Status.SUSPENDED),
            "proxy-not-active",
            "service " + PROXY,
            "registered, active and paired on the governance chain",
            "active"));
  }

  private static Stream<Row> whatRows() {
    return Stream.of(
        call(
            "expired",
            (world, call) -> sign(world, call.issued(NOW - 100).validForSeconds(99)),
            "envelope-expired",
            "payload.expires",
            "governance block time " + NOW + " or later",
            Long.toString(NOW - 1)),
        call(
            "issued in the future",
            (world, call) -> sign(world, call.issued(NOW + 31)),
            "envelope-not-yet-valid",
            "payload.issued",
            "governance block time " + NOW + " or at most 30 seconds later",
            Long.toString(NOW + 31)),
        call(
            "deadline over before it starts",
            (world, call) -> sign(world, call.issued(NOW - 20).deadlineSeconds(20)),
            "plan-invalid",
            "payload.data.deadlineSeconds",
            "a deadline later than governance block time " + NOW,
            Long.toString(NOW)),
        call(
            "unknown pipeline",
            (world, call) ->
                sign(
                    world,
                    world
                        .emptyCall()
                        .pipeline("registry/nowhere", CONSTRAINT)
                        .write(StepSide.SOURCE, STORE, WRITE, DIGEST, "x")),
            "pipeline-unknown",
            "steps[0].pipeline",
            "a registered pipeline",
            "registry/nowhere"),
        record(
            "pipeline suspended",
            world -> world.pipeline(Pipeline.Status.SUSPENDED),
            "pipeline-not-active",
            "steps[0].pipeline",
            "an active pipeline",
            PIPELINE + ", not active"),
        record(
            "other institution suspended",
            world -> world.institution("court", Institution.Status.SUSPENDED),
            "pipeline-not-active",
            "steps[0].pipeline",
            "an active pipeline",
            PIPELINE + ", not active"),
        call(
            "other constraint",
            (world, call) ->
                sign(
                    world,
                    world
                        .emptyCall()
                        .pipeline(PIPELINE, DIGEST)
                        .write(StepSide.SOURCE, STORE, WRITE, DIGEST, "x")),
            "constraint-mismatch",
            "steps[0].constraint",
            CONSTRAINT,
            DIGEST),
        record(
            "pipeline amended since it was signed",
            world -> world.amend("0x" + "c1".repeat(32)),
            "constraint-mismatch",
            "steps[0].constraint",
            "0x" + "c1".repeat(32),
            CONSTRAINT),
        record(
            "institution restricted",
            world -> world.restricted = true,
            "institution-restricted",
            "payload.from",
            "an institution whose credit lets it open transactions",
            "registry, restricted until a work order restores it"),
        record(
            "contract of a higher data class than agreed",
            world -> world.opens = false,
            "pipeline-out-of-order",
            "pipeline " + PIPELINE,
            "subchains, proxies, application and contracts that are active, their owner's, and of"
                + " no higher data class than was agreed",
            "something else at one of its ends"),
        record(
            "subchain verified otherwise than agreed",
            world -> world.trustHolds = false,
            "trust-changed",
            "pipeline " + PIPELINE,
            "subchains that are verified as it was agreed",
            "other trust anchors since; both sides have to amend the pipeline"),
        new Row(
            "read of a subchain that is verified by seals",
            (world, call) ->
                sign(world, call.read(StepSide.TARGET, World.COURT_STORE, World.FIND, DIGEST)),
            IntakeTableTest::sealed,
            "read-unverifiable",
            "steps[2].contract",
            "for a read a contract of a subchain that is verified by agreeing nodes",
            World.COURT_STORE + ", verified by commit seals, which prove writes only"),
        record(
            "one call left of the limit for two steps",
            world -> {
              world.terms = new Pipeline.Terms(NOW + 1_000, DataClass.IMPORTANT, 5, 60);
              world.pipeline(Pipeline.Status.ACTIVE);
              world.callsLeft = Optional.of(1L);
            },
            "limit-reached",
            "pipeline " + PIPELINE,
            "at most 5 calls within 60 seconds",
            "1 left, 2 asked for"),
        record(
            "pipeline of another application",
            world -> world.pipeline(Pipeline.Status.ACTIVE, source(Optional.empty(), PARTNER)),
            "application-not-in-pipeline",
            "payload.from",
            "none",
            APPLICATION),
        record(
            "source behind another proxy",
            world ->
                world.pipeline(
                    Pipeline.Status.ACTIVE,
                    source(Optional.of(Paths.id(APPLICATION)), "registry/other")),
            "plan-invalid",
            "steps[0].pipeline",
            "a source behind this proxy's partner " + Paths.id(PARTNER),
            Paths.id("registry/other")),
        call(
            "contract of the other side",
            (world, call) ->
                sign(
                    world,
                    world.emptyCall().write(StepSide.SOURCE, COURT_STORE, WRITE, DIGEST, "x")),
            "function-not-in-pipeline",
            "steps[0].contract",
            STORE,
            COURT_STORE),
        call(
            "function that the pipeline does not allow",
            (world, call) ->
                sign(world, world.emptyCall().write(StepSide.SOURCE, STORE, UNDO, DIGEST, "x")),
            "function-not-in-pipeline",
            "steps[0].function",
            "one of " + World.FIND + ", " + WRITE,
            UNDO),
        call(
            "write called a read",
            (world, call) ->
                sign(world, world.emptyCall().read(StepSide.SOURCE, STORE, WRITE, DIGEST, "x")),
            "function-not-in-pipeline",
            "steps[0].kind",
            "write",
            "read"),
        record(
            "contract suspended",
            world -> world.contract("court", Subchain.Status.SUSPENDED),
            "contract-not-active",
            "steps[1].contract",
            "an active contract of an active subchain and institution",
            "suspended"));
  }

  private static PipelineSide source(Optional<String> application, String service) {
    return new PipelineSide(
        Paths.id("registry"),
        Paths.id("registry/evidence-chain"),
        Paths.id(service),
        application,
        Paths.id(STORE),
        List.of(Paths.id(WRITE)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldRefuseWithAStableCode_whenTheCallIsBad(Row row) {
    World world = new World();
    ApplicationCall call = row.call().apply(world, world.call());
    row.world().accept(world);

    assertThat(judge(world, body(call), APP_FINGERPRINT))
        .contains(new Refusal(row.code(), row.where(), row.expected(), row.actual()));
  }

  @Test
  void shouldTakeTheCall_whenEverythingIsRight() {
    World world = new World();

    assertThat(judge(world, body(sign(world, world.call())), APP_FINGERPRINT)).isEmpty();
  }

  @Test
  void shouldTakeWritesThere_andReadsElsewhere_whenBlocksAreVerifiedBySeals() {
    World world = new World();
    sealed(world);
    ApplicationCall.Builder readsAtHome =
        world.call().read(StepSide.SOURCE, World.STORE, World.FIND, DIGEST);

    assertThat(judge(world, body(sign(world, world.call())), APP_FINGERPRINT)).isEmpty();
    assertThat(judge(world, body(sign(world, readsAtHome)), APP_FINGERPRINT)).isEmpty();
  }

  @Test
  void shouldRefuse_whenTheCertificateIsAnother() {
    World world = new World();
    String other = "0x" + "ff".repeat(32);

    assertThat(judge(world, body(sign(world, world.call())), other))
        .contains(
            new Refusal(
                "certificate-mismatch",
                "TLS client certificate",
                "SHA-256 " + APP_FINGERPRINT,
                other));
  }

  @Test
  void shouldRefuse_whenAByteOfThePayloadChanged() {
    World world = new World();
    ApplicationCall sound = sign(world, world.call());
    ApplicationCall other = sign(world, world.call().request("deed-2032"));
    String tampered =
        body(sound).json().replace(member(sound, "payload"), member(other, "payload"));

    assertThat(judge(world, CallBody.parse(tampered.getBytes()), APP_FINGERPRINT))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("signature-invalid"));
  }

  @Test
  void shouldRefuse_whenADisclosureIsNotThePlans() {
    World world = new World();
    ApplicationCall call = sign(world, world.call());
    List<String> swapped = new ArrayList<>();
    call.disclosures().forEach(disclosure -> swapped.addFirst(disclosure.text()));

    assertThat(judge(world, new CallBody(call.envelope(), swapped), APP_FINGERPRINT))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("arguments-mismatch");
              assertThat(refusal.expected()).contains(call.disclosures().getFirst().digest());
              assertThat(refusal.actual()).contains(call.disclosures().getLast().digest());
            });
  }

  @Test
  void shouldRefuse_whenADisclosureIsMissing() {
    World world = new World();
    ApplicationCall call = sign(world, world.call());
    CallBody body = new CallBody(call.envelope(), List.of(call.disclosures().getFirst().text()));

    assertThat(judge(world, body, APP_FINGERPRINT))
        .contains(
            new Refusal("arguments-mismatch", "arguments", "2 disclosures, one per step", "1"));
  }

  @Test
  void shouldNameTheArgument_whenTheAdapterObjects() {
    World world = new World();
    Arguments objection =
        (kind, address, function, json) ->
            Optional.of(new ArgumentProblem("argument 1", "bytes32", "5"));
    Identification.Result result =
        new Identification(PROXY, world, never -> false)
            .identify(body(sign(world, world.call())), APP_FINGERPRINT);

    assertThat(
            new Admission(world, number -> world.callsLeft, objection)
                .refusal((Identification.Identified) result, NOW))
        .contains(new Refusal("arguments-invalid", "steps[0]: argument 1", "bytes32", "5"));
  }

  private static Optional<Refusal> judge(World world, CallBody body, String fingerprint) {
    return switch (new Identification(PROXY, world, never -> false).identify(body, fingerprint)) {
      case Identification.Refused refused -> Optional.of(refused.refusal());
      case Identification.Identified call ->
          new Admission(world, number -> world.callsLeft, NO_OBJECTION).refusal(call, NOW);
    };
  }

  private static CallBody body(ApplicationCall call) {
    return new CallBody(
        call.envelope(), call.disclosures().stream().map(Disclosure::text).toList());
  }

  private static String member(ApplicationCall call, String name) {
    String json = call.envelope().json();
    int start = json.indexOf('"' + name + "\":\"") + name.length() + 4;
    return json.substring(start, json.indexOf('"', start));
  }
}
