package io.govchain.subchain.server;

import io.govchain.adapter.AdapterHealth;
import io.govchain.governance.Paths;
import io.govchain.governance.Service;
import io.govchain.service.database.Database;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.http.HealthProbe.Finding;
import io.govchain.service.loop.Loops;
import io.govchain.service.tls.MutualTls;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.gateway.Gateways;
import io.govchain.subchain.governance.Certificates;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.webhooks.Webhook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;

/** What has to be right before the proxy calls itself ready. */
final class Probes {

  private static final int CONNECT_MILLIS = 1_000;
  private static final String NOT_SERVED =
      " is no active application of this proxy's subchains: nothing is told to its webhook";

  private final String servicePath;
  private final String account;
  private final MutualTls tls;
  private final Governance governance;
  private final Certificates certificates;

  Probes(
      String servicePath,
      String account,
      MutualTls tls,
      Governance governance,
      Certificates certificates) {
    this.servicePath = servicePath;
    this.account = account;
    this.tls = tls;
    this.governance = governance;
    this.certificates = certificates;
  }

  List<HealthProbe> all(
      Database database,
      LocalSubchain subchain,
      Gateways gateways,
      List<Webhook> webhooks,
      Loops loops) {
    return List.of(
        HealthProbe.database(database),
        HealthProbe.of("governance", this::governance),
        HealthProbe.of("registration", this::registration),
        HealthProbe.of("subchain", () -> subchain(subchain)),
        HealthProbe.of("partner", this::partner),
        gateways.probe(),
        HealthProbe.of("webhooks", () -> webhooks(webhooks)),
        loops.probe());
  }

  private Finding governance() {
    return governance
        .staleness()
        .map(Finding::failed)
        .orElseGet(
            () ->
                // What one member registers must not make all others' proxies unready.
                Finding.ok(
                    "block %d, time %d%s%s"
                        .formatted(
                            governance.block(),
                            governance.blockTime(),
                            governance.lacking().map(why -> "; " + why).orElse(""),
                            governance.crowding().map(why -> "; " + why).orElse(""))));
  }

  private Finding registration() {
    Optional<Service> own = governance.registry().activeService(servicePath);
    if (own.isEmpty()) {
      return Finding.failed(
          "expected %s registered and active with an active account, found %s"
              .formatted(
                  servicePath,
                  governance
                      .registry()
                      .service(servicePath)
                      .map(service -> service.status().word())
                      .orElse("nothing")));
    }
    if (!own.get().account().equals(account)) {
      return Finding.failed(
          "expected account %s as registered, this proxy signs as %s"
              .formatted(own.get().account(), account));
    }
    return certificates.shownBy(own.get()).contains(tls.fingerprint())
        ? Finding.ok(servicePath + " as " + account + former())
        : Finding.failed(
            "expected certificate %s as registered, this proxy shows %s"
                .formatted(own.get().tlsFingerprint(), tls.fingerprint()));
  }

  private String former() {
    return governance
        .registry()
        .serviceCertificates(servicePath)
        .endOf(tls.fingerprint().value())
        .map(end -> "; shows its former certificate, which counts until " + end)
        .orElse("");
  }

  static Finding subchain(LocalSubchain subchain) {
    AdapterHealth health = subchain.health();
    if (!health.reachable()) {
      return Finding.failed(health.detail());
    }
    return subchain
        .otherChain()
        .or(() -> subchain.standstill().map(why -> "expected writes to go on, actual: " + why))
        .map(Finding::failed)
        .orElseGet(
            () ->
                Finding.ok(
                    "%s, block %d, %d unfinished writes"
                        .formatted(health.detail(), health.block(), health.unfinishedWrites())));
  }

  /** An application may be registered later: what cannot be told yet makes nothing unready. */
  private Finding webhooks(List<Webhook> webhooks) {
    String texts =
        webhooks.stream()
            .map(Webhook::application)
            .map(path -> isServed(path) ? path : path + NOT_SERVED)
            .collect(Collectors.joining("; "));
    return Finding.ok(texts.isEmpty() ? "none" : texts);
  }

  private boolean isServed(String application) {
    return governance
        .registry()
        .activeApplication(application)
        .flatMap(found -> governance.registry().subchain(found.subchain()))
        .filter(subchain -> subchain.service().equals(Paths.id(servicePath)))
        .isPresent();
  }

  private Finding partner() {
    Optional<Service> partner = certificates.partner();
    return partner
        .map(this::handshake)
        .orElseGet(() -> Finding.failed("expected an active paired cross-chain proxy, found none"));
  }

  /** Who holds a registered certificate must answer there. */
  private Finding handshake(Service partner) {
    URI endpoint = URI.create(partner.endpoint());
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), CONNECT_MILLIS);
      plain.setSoTimeout(CONNECT_MILLIS);
      try (SSLSocket secure =
          (SSLSocket)
              tls.clientContext(certificates.shownBy(partner))
                  .getSocketFactory()
                  .createSocket(plain, endpoint.getHost(), endpoint.getPort(), true)) {
        secure.startHandshake();
      }
      return Finding.ok(partner.path() + " at " + partner.endpoint());
    } catch (IOException | RuntimeException failure) {
      return Finding.failed(
          "%s does not answer at %s: %s".formatted(partner.path(), partner.endpoint(), failure));
    }
  }
}
