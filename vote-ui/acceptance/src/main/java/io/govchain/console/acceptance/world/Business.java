package io.govchain.console.acceptance.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.client.ClientSettings;
import io.govchain.client.LedgerClient;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.governance.Pipeline;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** The registry calls the court, once there is a pipeline between them. */
public final class Business {
  /** Code of the pipeline that the registry requests. */
  public static final String PIPELINE = "evidence";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER_TIME = Duration.ofSeconds(15);
  private static final int DEADLINE_SECONDS = 60;

  private final Consortium consortium;
  private final Member registry;
  private final MemberServices registryServices;
  private final BusinessChain registryChain;
  private final Member court;
  private final MemberServices courtServices;
  private final BusinessChain courtChain;
  private final BusinessApplication application;

  Business(
      Consortium consortium,
      Member registry,
      MemberServices registryServices,
      BusinessChain registryChain,
      Member court,
      MemberServices courtServices,
      BusinessChain courtChain) {
    this.consortium = consortium;
    this.registry = registry;
    this.registryServices = registryServices;
    this.registryChain = registryChain;
    this.court = court;
    this.courtServices = courtServices;
    this.courtChain = courtChain;
    this.application = consortium.registerApplication(registry, registryServices, "notary-app");
  }

  /** Both sides agree on the pipeline without the page. */
  public void connect() {
    consortium.connect(application, registry, registryServices, court, courtServices, PIPELINE);
  }

  /** Whether there is a pipeline. */
  public boolean isConnected() {
    return consortium.chain().pipeline(registry.path(PIPELINE)).isPresent();
  }

  /** The pipeline, once it is agreed on. */
  public Pipeline pipeline() {
    return consortium.chain().pipeline(registry.path(PIPELINE)).orElseThrow();
  }

  /** Path of the application that calls. */
  public String application() {
    return application.path();
  }

  /** A deed is stored on both chains. Returns the transaction, which is settled. */
  public String storesADeed() {
    String digest = randomDigest();
    String id =
        call(steps -> store(store(steps, StepSide.SOURCE, digest), StepSide.TARGET, digest));
    await(id, "settled");
    return id;
  }

  /** The court's chain has the deed already: what the registry stored is undone. */
  public String clashes() {
    String digest = takenAtTheCourt();
    String id =
        call(steps -> store(store(steps, StepSide.SOURCE, digest), StepSide.TARGET, digest));
    await(id, "compensated");
    return id;
  }

  /** What was withdrawn stays withdrawn, and the court refuses: people are called. */
  public String escalates() {
    String deed = randomDigest();
    await(call(steps -> store(steps, StepSide.SOURCE, deed)), "settled");
    return withdrawsInVain(StepSide.SOURCE, deed, StepSide.TARGET, takenAtTheCourt());
  }

  /** The same the other way round: what the court's proxy withdrew, it cannot undo. */
  public String escalatesAtTheCourt() {
    String deed = randomDigest();
    await(call(steps -> store(steps, StepSide.TARGET, deed)), "settled");
    return withdrawsInVain(StepSide.TARGET, deed, StepSide.SOURCE, taken(registryChain));
  }

  private String withdrawsInVain(StepSide here, String deed, StepSide there, String taken) {
    String id =
        call(
            steps ->
                store(
                    steps.write(here, contract(here), EvidenceFunctions.WITHDRAW, deed, "deed"),
                    there,
                    taken));
    await(id, "escalated");
    return id;
  }

  /** The registry, for its part, agrees to a settlement, by its own proxy. */
  public void registryAgrees(String transaction, String settlement) {
    try (LedgerClient client =
        new LedgerClient(
            new ClientSettings(
                registryServices.crosschainProxy().endpoint(),
                registryServices.crosschainProxyFingerprint(),
                registryServices.operatorCertificate().resolve("tls.crt"),
                registryServices.operatorCertificate().resolve("tls.key"),
                ANSWER_TIME))) {
      client.agree(transaction, settlement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the application's own proxy says so. */
  public void await(String transaction, String status) {
    Awaiting.within(PATIENCE)
        .until(
            "transaction " + transaction + " is " + status,
            () -> status(transaction),
            status::equals);
  }

  private String status(String transaction) {
    try {
      return application.client().transaction(transaction).path("status").asText();
    } catch (ProxyUnreachableException e) {
      return e.getMessage();
    }
  }

  private ApplicationCall.Builder store(
      ApplicationCall.Builder steps, StepSide side, String digest) {
    return steps.write(side, contract(side), EvidenceFunctions.STORE, digest, "deed");
  }

  private String contract(StepSide side) {
    return side == StepSide.SOURCE ? registryServices.contract() : courtServices.contract();
  }

  private String takenAtTheCourt() {
    return taken(courtChain);
  }

  private static String taken(BusinessChain chain) {
    String taken = randomDigest();
    chain.callDirectly(
        FunctionSignature.parse(EvidenceFunctions.STORE)
            .encode(new ObjectMapper().createArrayNode().add(taken).add("a stranger's")));
    return taken;
  }

  private String call(UnaryOperator<ApplicationCall.Builder> steps) {
    try {
      return application
          .client()
          .submit(application.sign(pipeline(), steps, DEADLINE_SECONDS).body())
          .path("transaction")
          .asText();
    } catch (ProxyUnreachableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String randomDigest() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
