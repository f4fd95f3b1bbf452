package io.govchain.subchain.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.amdp.ApplicationCall;
import io.govchain.governance.Institution;
import io.govchain.governance.Paths;
import io.govchain.governance.Subchain;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.http.Response;
import io.govchain.service.tls.Fingerprint;
import io.govchain.subchain.intake.Throttle;
import io.govchain.subchain.partner.Forwards;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose answer was lost hands the same call in again, whatever has happened since. */
class SubmitCallTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final World world = governance.world;
  private final ApplicationCall call = world.call().sign(world.applicationKey);
  private ProxyUnderTest proxy;
  private SubmitCall submit;

  @BeforeEach
  void takeTheCall() {
    proxy = new ProxyUnderTest(folder, governance, new ValueSubchain(), ValueSubchain.Death.NEVER);
    submit = submit(1000);
    assertThat(handIn(call).status()).isEqualTo(202);
  }

  private SubmitCall submit(int perSecond) {
    return new SubmitCall(
        World.PROXY,
        proxy.database,
        governance,
        (kind, address, function, json) -> Optional.empty(),
        new Throttle(proxy.database, perSecond, 1000, 1000),
        new Forwards(proxy.outbox),
        proxy.bell,
        new CallMetrics(proxy.metrics));
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private Response handIn(ApplicationCall handedIn) {
    return handIn(handedIn, World.APP_FINGERPRINT);
  }

  private Response handIn(ApplicationCall handedIn, String certificate) {
    return submit.handIn(
        handedIn.body().getBytes(StandardCharsets.UTF_8), Fingerprint.parse(certificate));
  }

  private static String member(Response response, String name) {
    try {
      JsonNode json = JSON.readTree(response.body());
      return json.path(name).asText();
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private void requireToldOfTheFirst(Response response) {
    assertThat(response.status()).as(member(response, "code")).isEqualTo(200);
    assertThat(member(response, "transaction")).isEqualTo(call.transaction());
    assertThat(member(response, "duplicate")).isEqualTo("true");
    assertThat(proxy.sent()).hasSize(1);
  }

  @Test
  void shouldTellWhatBecameOfTheFirst_whenTheChainIsNotHeardOf() {
    governance.stale("no block for a minute");

    requireToldOfTheFirst(handIn(call));
    ApplicationCall another = world.call().request("another").sign(world.applicationKey);
    assertThat(member(handIn(another), "code")).isEqualTo("governance-unavailable");
  }

  @Test
  void shouldTellWhatBecameOfTheFirst_whenTheApplicationAsksForTooMuch() {
    submit = submit(1);
    ApplicationCall another = world.call().request("another").sign(world.applicationKey);
    assertThat(handIn(another).status()).isEqualTo(202);
    ApplicationCall third = world.call().request("third").sign(world.applicationKey);
    assertThat(member(handIn(third), "code")).isEqualTo("rate-limited");

    assertThat(handIn(call).status()).isEqualTo(200);
  }

  @Test
  void shouldTellWhatBecameOfTheFirst_whenItsSenderMayNotHandInAnyMore() {
    List<Runnable> changes =
        List.of(
            () -> world.changeKey(World.signer(9), World.NOW),
            () -> world.application(Subchain.Status.SUSPENDED),
            () -> world.institution("registry", Institution.Status.SUSPENDED),
            () -> world.services.remove(Paths.id(World.PARTNER)),
            () -> world.restricted = true,
            () -> governance.nextBlock(100_000));
    for (Runnable change : changes) {
      change.run();
      requireToldOfTheFirst(handIn(call));
    }
    ApplicationCall another = world.call().request("another").sign(world.applicationKey);
    assertThat(handIn(another).status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void shouldTellNothing_whenTheCertificateIsNotTheSenders() {
    Response stranger = handIn(call, "0x" + "77".repeat(32));

    assertThat(member(stranger, "code")).isEqualTo("certificate-mismatch");
  }

  @Test
  void shouldJudgeAnew_whenTheSignatureIsAnother() {
    world.changeKey(World.signer(9), World.NOW);
    ApplicationCall forged = world.call().sign(World.signer(8));
    String signature = signature(forged);
    String own = signature(call);
    byte[] body = call.body().replace(own, signature).getBytes(StandardCharsets.UTF_8);

    Response response = submit.handIn(body, Fingerprint.parse(World.APP_FINGERPRINT));

    assertThat(response.status()).isEqualTo(403);
  }

  private static String signature(ApplicationCall signed) {
    try {
      return JSON.readTree(signed.envelope().bytes()).path("signature").asText();
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }

  @Test
  void shouldTakeTheCallAgain_whenTheKeyWasChangedAndTheJournalLost() {
    ApplicationCall lost = world.call().request("lost").sign(world.applicationKey);
    governance.open(lost.transaction(), TransactionRecord.Status.OPEN);
    world.changeKey(World.signer(9), World.NOW);

    assertThat(handIn(lost).status()).isEqualTo(202);
  }

  @Test
  void shouldBeginNothing_whenTheFormerKeySigned() {
    ApplicationCall backDated =
        world.call().request("new").issued(World.NOW - 60).sign(world.applicationKey);
    world.changeKey(World.signer(9), World.NOW);

    Response response = handIn(backDated);

    assertThat(member(response, "code")).isEqualTo("key-mismatch");
    assertThat(member(response, "expected")).contains(World.signer(9).address());
  }

  @Test
  void shouldTakeNothingUp_whenOthersOpenedTheIdWithAnotherPlan() {
    ApplicationCall lost = world.call().request("lost").sign(world.applicationKey);
    governance.openOtherwise(lost.transaction(), TransactionRecord.Status.OPEN);
    world.changeKey(World.signer(9), World.NOW);

    assertThat(member(handIn(lost), "code")).isEqualTo("key-mismatch");
  }

  @Test
  void shouldTakeNothingUp_whenTheFormerKeySignedAfterItsTime() {
    world.changeKey(World.signer(9), World.NOW - 1000);
    ApplicationCall late = world.call().request("late").sign(world.applicationKey);
    governance.open(late.transaction(), TransactionRecord.Status.OPEN);

    assertThat(member(handIn(late), "code")).isEqualTo("key-mismatch");
  }
}
