package io.govchain.subchain.world;

import io.govchain.adapter.ArgumentProblem;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.StepStatus;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.continuity.Continuity;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.loop.Loops;
import io.govchain.service.messaging.OutboxListener.SetAside;
import io.govchain.service.messaging.OutgoingMessage;
import io.govchain.service.tls.Fingerprint;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.api.CallMetrics;
import io.govchain.subchain.api.SubmitCall;
import io.govchain.subchain.gateway.GatewaySettings;
import io.govchain.subchain.gateway.Gateways;
import io.govchain.subchain.intake.Throttle;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.journal.PreparedWriteTable;
import io.govchain.subchain.partner.Forwards;
import io.govchain.subchain.partner.Reminders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parts of a proxy that carry a gateway's requests. */
public final class CarryingProxy implements AutoCloseable {

  /** Arguments with this text are refused in words that repeat them. */
  public static final String SECRET = "a secret";

  private static final String GATEWAY = "0xGATE";

  public final ProxyUnderTest proxy;
  private final ValueGovernance governance;
  private final Gateways gateways;
  private final Loops loops;
  private long told;

  public CarryingProxy(
      Path folder, ValueGovernance governance, ValueSubchain subchain, ValueSubchain.Death death) {
    this(folder, governance, subchain, death, 1000);
  }

  /**
   * @param unfinished so many calls may be under way at once
   */
  public CarryingProxy(
      Path folder,
      ValueGovernance governance,
      ValueSubchain subchain,
      ValueSubchain.Death death,
      int unfinished) {
    this.governance = governance;
    this.proxy = new ProxyUnderTest(folder, governance, subchain, death);
    this.loops = new Loops(proxy.metrics);
    SubmitCall submit =
        new SubmitCall(
            World.PROXY,
            proxy.database,
            governance,
            (kind, address, function, json) ->
                Optional.of(json)
                    .filter(text -> text.contains(SECRET))
                    .map(text -> new ArgumentProblem("arguments[1]", "no secret", text)),
            new Throttle(proxy.database, 1000, 1000, unfinished),
            new Forwards(proxy.outbox),
            proxy.bell,
            new CallMetrics(proxy.metrics));
    Continuity.begin(proxy.database, folder.resolve("proxy.db"), loops, GatewayCalls::doubt);
    gateways =
        new Gateways(
            World.PROXY,
            List.of(new GatewaySettings(GATEWAY, World.APPLICATION, key(folder), 0)),
            proxy.database,
            governance,
            LocalSubchain.of(
                "evm", subchain.adapter(new PreparedWriteTable(proxy.database), death)),
            body -> submit.handIn(body, Fingerprint.parse(World.APP_FINGERPRINT)),
            new Reminders(World.PROXY, proxy.database, governance, new Forwards(proxy.outbox))::ask,
            proxy.metrics,
            loops);
    gateways.start();
  }

  /** The key that the world's application is registered with. */
  private static KeyFiles key(Path folder) {
    KeyFiles files = new KeyFiles(folder.resolve("app.json"), folder.resolve("app.password"));
    try {
      if (!Files.exists(files.keystore())) {
        byte[] key = new byte[32];
        key[31] = 1;
        Files.writeString(files.passwordFile(), "a password");
        KeystoreFile.create(
            files.keystore(), "a password".toCharArray(), KeystoreFile.Strength.LIGHT, key);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return files;
  }

  /** Whether it has read the gateway's events once: what comes later was never carried before. */
  public boolean hasLooked() {
    return proxy
        .database
        .read(handle -> GatewayCalls.position(handle, GATEWAY.toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  /** How many requests the journal has as answered. */
  public long ended() {
    return proxy.database.read(handle -> GatewayCalls.count(handle, GatewayCall.State.ENDED));
  }

  /** What health says of the gateways, and of what looks after them. */
  public List<HealthProbe.Finding> health() {
    try {
      return List.of(gateways.probe().check().call(), loops.probe().check().call());
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** How many requests wait for people. */
  public long held() {
    return proxy.database.read(handle -> GatewayCalls.count(handle, GatewayCall.State.HELD));
  }

  /** Somebody hands in the arguments of a request, once it is known. */
  public void disclose(String id, String disclosure) {
    ProxyUnderTest.await(
        "the request",
        () -> proxy.database.read(handle -> GatewayCalls.byId(handle, id)).isPresent());
    proxy.database.writeAndWait(
        handle -> {
          GatewayCalls.disclose(handle, GatewayCalls.byId(handle, id).orElseThrow(), disclosure);
          return true;
        });
  }

  /** Transactions that were handed on, in order. */
  public List<String> forwarded() {
    return proxy.sent().stream()
        .filter(message -> message.type() == MessageType.FORWARD)
        .map(Message::transaction)
        .map(Optional::orElseThrow)
        .toList();
  }

  /** The transaction of the only request that was handed on. */
  public String theForwarded() {
    ProxyUnderTest.await("a forward", () -> !forwarded().isEmpty());
    return forwarded().getFirst();
  }

  /**
   * The cross-chain proxy takes no call any more.
   *
   * @param mayBeTaken whether it may have taken this one before
   */
  public void refuseForward(String transaction, boolean mayBeTaken) {
    Message forward =
        proxy.sent().stream()
            .filter(message -> message.type() == MessageType.FORWARD)
            .filter(message -> message.transaction().equals(Optional.of(transaction)))
            .findFirst()
            .orElseThrow();
    proxy.database.writeAndWait(
        handle -> {
          proxy.news.setAside(
              handle,
              new OutgoingMessage(
                  forward.id(), forward.to(), transaction, forward.expires(), new byte[0]),
              new SetAside("sender-not-active", "suspended", mayBeTaken));
          return true;
        });
  }

  /** The cross-chain proxy tells how a transaction stands. */
  public void tell(
      String transaction, CallStatus status, Optional<String> detail, StepStatus... steps) {
    told++;
    Envelope message =
        proxy.sign(
            MessageDraft.to(World.PROXY)
                .transaction(transaction)
                .pipeline(World.PIPELINE, World.CONSTRAINT)
                .valid(governance.blockTime(), governance.blockTime() + 600)
                .place(told - 1, Optional.of(World.DIGEST).filter(previous -> told > 1)),
            new MessageData.Status(status, detail, List.of(steps)));
    proxy.receive(message);
  }

  @Override
  public void close() {
    gateways.close();
    proxy.close();
  }
}
