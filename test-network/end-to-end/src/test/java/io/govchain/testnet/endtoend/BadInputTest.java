package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.crypto.LocalSigner;
import io.govchain.amdp.crypto.Signer;
import io.govchain.client.ClientSettings;
import io.govchain.client.GovchainClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.keys.Signers;
import io.govchain.service.tls.TlsCertificates;
import io.govchain.testnet.consortium.EvidenceFunctions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad call ends in a stable code, and nothing of it reaches any chain. */
final class BadInputTest {
  @TempDir static Path home;
  private static World world;

  @BeforeAll
  static void createWorld() {
    world = World.create(home.resolve("world"));
  }

  @AfterAll
  static void endWorld() {
    if (world != null) {
      assertThat(world.consortium.chain().newestTransactions(10)).hasSizeLessThanOrEqualTo(1);
      world.close();
    }
  }

  @Test
  void shouldRefuse_whenThePipelineIsUnknown() throws Exception {
    ApplicationCall call =
        builder()
            .pipeline("registry/nowhere", world.pipeline.constraintHash())
            .write(
                StepSide.SOURCE,
                world.registry.contract(),
                EvidenceFunctions.STORE,
                World.randomDigest(),
                "x")
            .sign(signer());

    assertRefused(call.body(), "pipeline-unknown", "registry/nowhere");
  }

  @Test
  void shouldRefuse_whenTheConstraintIsNotThePipelines() throws Exception {
    ApplicationCall call =
        builder()
            .pipeline(world.pipeline.path(), World.randomDigest())
            .write(
                StepSide.SOURCE,
                world.registry.contract(),
                EvidenceFunctions.STORE,
                World.randomDigest(),
                "x")
            .sign(signer());

    assertRefused(call.body(), "constraint-mismatch", world.pipeline.constraintHash());
  }

  @Test
  void shouldRefuse_whenAnotherKeySigned() throws Exception {
    ApplicationCall call = stored(builder()).sign(LocalSigner.random(new SecureRandom()));

    assertRefused(call.body(), "key-mismatch", world.application.key().address());
  }

  @Test
  void shouldRefuse_whenTheEnvelopeWasTamperedWith() throws Exception {
    String body = stored(builder()).sign(signer()).body();
    int at = body.indexOf("\"signature\":\"") + "\"signature\":\"".length();
    char other = body.charAt(at) == 'A' ? 'B' : 'A';

    assertRefused(
        body.substring(0, at) + other + body.substring(at + 1), "signature-invalid", "signature");
  }

  @Test
  void shouldRefuse_whenTheCallHasExpired() throws Exception {
    ApplicationCall call =
        stored(builder().issued(world.consortium.chain().blockTime() - 1_000).validForSeconds(10))
            .sign(signer());

    assertRefused(call.body(), "envelope-expired", "block time");
  }

  @Test
  void shouldRefuse_whenTheFunctionIsNotInThePipeline() throws Exception {
    ApplicationCall call =
        builder()
            .pipeline(world.pipeline.path(), world.pipeline.constraintHash())
            .write(StepSide.TARGET, world.court.contract(), "burn(bytes32)", World.randomDigest())
            .sign(signer());

    assertRefused(call.body(), "function-not-in-pipeline", "burn(bytes32)");
  }

  @Test
  void shouldRefuse_whenTheArgumentsDoNotFitTheFunction() throws Exception {
    ApplicationCall call =
        builder()
            .pipeline(world.pipeline.path(), world.pipeline.constraintHash())
            .write(
                StepSide.SOURCE,
                world.registry.contract(),
                EvidenceFunctions.STORE,
                "not a digest",
                "x")
            .sign(signer());

    assertRefused(call.body(), "arguments-invalid", "bytes32");
  }

  @Test
  void shouldRefuse_whenTheArgumentsAreNotThosePromised() throws Exception {
    String body = stored(builder()).sign(signer()).body();
    String forged = body.replace("end to end", "end to End");

    assertRefused(forged, "arguments-mismatch", "digest");
  }

  @Test
  void shouldRefuse_whenTheBodyIsTooLarge() {
    String body = "{\"call\":\"" + "x".repeat(3 << 20) + "\"}";

    assertRefused(body, "body-too-large", "bytes");
  }

  @Test
  void shouldRefuse_whenTheBodyIsNotJson() {
    assertThatThrownBy(() -> world.application.client().submit("{\"call\":"))
        .isInstanceOf(ProxyRefusedException.class);
  }

  @Test
  void shouldDoItOnce_whenTheSameCallIsReplayed() throws Exception {
    ApplicationCall call = world.signedStore(World.randomDigest());
    GovernedCall first = world.submit(call);
    JsonNode again = world.application.client().submit(call.body());

    assertThat(again.path("duplicate").asBoolean()).isTrue();
    assertThat(again.path("transaction").asText()).isEqualTo(first.transaction());
    within(Duration.ofSeconds(100)).eventually(first.isTold("settled"));
    JsonNode late = world.application.client().submit(call.body());
    assertThat(late.path("duplicate").asBoolean()).isTrue();
    assertThat(first.executed(world.registryChain)).isEqualTo(1);
    assertThat(first.executed(world.courtChain)).isEqualTo(1);
  }

  @Test
  void shouldNotSpeakToTheServer_whenItsCertificateIsNotTheRegisteredOne() throws Exception {
    try (GovchainClient deceived =
        client(
            World.randomDigest(),
            world.application.certificate(),
            world.application.certificateKey())) {
      assertThatThrownBy(deceived::info)
          .isInstanceOfSatisfying(
              ProxyRefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo("certificate-mismatch"))
          .hasMessageContaining("fingerprint")
          .hasMessageContaining(world.registry.subchainProxyFingerprint());
    }
  }

  @Test
  void shouldRefuse_whenTheClientsCertificateIsNotRegistered() throws Exception {
    TlsFiles own = new TlsFiles(home.resolve("stranger.crt"), home.resolve("stranger.key"));
    String fingerprint = TlsCertificates.create("stranger", List.of(), own).value();
    try (GovchainClient stranger =
        client(world.registry.subchainProxyFingerprint(), own.certificate(), own.key())) {
      assertThatThrownBy(stranger::info)
          .isInstanceOfSatisfying(
              ProxyRefusedException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo("certificate-unregistered");
                assertThat(refused.getMessage()).contains(fingerprint);
              });
    }
  }

  private static GovchainClient client(String serverFingerprint, Path certificate, Path key)
      throws IOException {
    return new GovchainClient(
        new ClientSettings(
            world.registry.applicationEndpoint(),
            serverFingerprint,
            certificate,
            key,
            Duration.ofSeconds(10)));
  }

  private static Signer signer() {
    return Signers.of(world.application.key().key());
  }

  private static ApplicationCall.Builder builder() {
    return ApplicationCall.builder()
        .from(world.application.path())
        .to(world.registry.subchainProxy().path())
        .request(UUID.randomUUID().toString())
        .issued(world.consortium.chain().blockTime())
        .validForSeconds(60)
        .deadlineSeconds(60);
  }

  private static ApplicationCall.Builder stored(ApplicationCall.Builder builder) {
    return world
        .storing(World.randomDigest())
        .apply(builder.pipeline(world.pipeline.path(), world.pipeline.constraintHash()));
  }

  private static void assertRefused(String body, String code, String inMessage) {
    assertThatThrownBy(() -> world.application.client().submit(body))
        .isInstanceOfSatisfying(
            ProxyRefusedException.class,
            refused -> {
              assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
              assertThat(refused.getMessage()).contains(inMessage).contains("expected");
            });
  }
}
