package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsCertificates;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates are rotated under proxies that run, with an overlap; real chains, real processes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RotatedCertificateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final int LONG_DEADLINE = 1_800;
  private static final long OVERLAP = Duration.ofDays(1).toSeconds();
  private static final String UNREGISTERED = "certificate-unregistered";

  @TempDir static Path home;
  @AutoClose private static World world;
  private static long end;

  @BeforeAll
  static void createWorld() {
    world = World.create(home.resolve("world"));
  }

  @Test
  @Order(1)
  void shouldSettleWithTheFormerCertificates_whenTheyAreRotatedMidway() throws Exception {
    Mining courtBlocks = new Mining(world.courtChain.network().rpc());
    courtBlocks.stop();
    GovernedCall call = world.storesOnBothChains(World.randomDigest(), LONG_DEADLINE);
    within(PATIENCE).eventually(call.hasWrittenOnFirstChain());
    within(PATIENCE)
        .eventually(
            that("writes that wait on the court's chain", courtBlocks::waiting)
                .satisfies("are there", waiting -> waiting > 0));

    end = world.consortium.chain().blockTime() + OVERLAP;
    for (ProxyProcess proxy : rotating()) {
      rotate(proxy);
    }
    for (ProxyProcess proxy : rotating()) {
      within(PATIENCE).eventually(showsItsFormer(proxy));
    }
    courtBlocks.goOn();

    within(PATIENCE).eventually(call.isTold("settled"));
    assertThat(call.recordStatus()).isEqualTo(TransactionRecord.Status.SETTLED);
    for (ProxyProcess proxy : world.consortium.proxies()) {
      within(PATIENCE).eventually(that(proxy.path() + " lacks", proxy::readiness).is(""));
    }
    assertThat(answerToTheFormerCertificate()).isNotEqualTo(UNREGISTERED);
  }

  @Test
  @Order(2)
  void shouldRefuseTheFormerCertificate_whenTheOverlapEnds() {
    world.consortium.client().rpc("evm_setNextBlockTimestamp", end);

    within(PATIENCE)
        .eventually(
            that("the answer to a former certificate", this::answerToTheFormerCertificate)
                .is(UNREGISTERED));
    for (ProxyProcess proxy : rotating()) {
      within(PATIENCE)
          .eventually(
              that("what is missing at " + proxy.path(), proxy::readiness)
                  .satisfies("is its certificate", RotatedCertificateTest::namesTheCertificate));
    }
  }

  @Test
  @Order(3)
  void shouldSettleAgain_whenTheNewCertificatesAreInPlace() throws Exception {
    for (ProxyProcess proxy : rotating()) {
      proxy.kill();
      for (String file : List.of("tls.crt", "tls.key")) {
        Files.copy(
            next(proxy).resolve(file),
            proxy.database().resolveSibling(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
      proxy.start();
    }
    world.consortium.awaitProxies();

    GovernedCall call = world.storesOnBothChains(World.randomDigest(), LONG_DEADLINE);

    within(PATIENCE).eventually(call.isTold("settled"));
  }

  /** All but the one that the application pins by its own configuration. */
  private static List<ProxyProcess> rotating() {
    return List.of(
        world.registry.crosschainProxy(),
        world.court.crosschainProxy(),
        world.court.subchainProxy());
  }

  private static void rotate(ProxyProcess proxy) {
    Path folder = next(proxy);
    Fingerprint next =
        TlsCertificates.create(
            proxy.path(),
            List.of("127.0.0.1"),
            new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key")));
    Member owner =
        proxy == world.registry.crosschainProxy() ? world.registryMember : world.courtMember;
    new GovernanceAccount(world.consortium.client(), owner.operator().key())
        .send(GovernanceCalls.rotateCertificate(proxy.path(), next.value(), end));
  }

  private static Path next(ProxyProcess proxy) {
    return home.resolve("next").resolve(proxy.path());
  }

  /** What the court's proxy answers whoever shows the registry's former certificate. */
  private String answerToTheFormerCertificate() {
    try (Liar former = Liar.registrys(world, world.registry.crosschainProxy())) {
      return former.say("{}".getBytes(UTF_8)).code();
    } catch (IOException silent) {
      return silent.toString();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean namesTheCertificate(String readiness) {
    return readiness.contains("certificate: registered")
        || readiness.contains("as registered, this proxy shows");
  }

  private static Condition showsItsFormer(ProxyProcess proxy) {
    return that("the health of " + proxy.path(), () -> health(proxy))
        .satisfies("tells of an overlap", said -> said.contains("shows its former certificate"));
  }

  private static String health(ProxyProcess proxy) {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.management().resolve("/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException silent) {
      return silent.toString();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
