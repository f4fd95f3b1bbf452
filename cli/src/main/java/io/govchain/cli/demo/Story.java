package io.govchain.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.client.GovchainClient;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.governance.Pipeline;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.ChainWitness;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.ProxyProcess;
import io.govchain.testnet.consortium.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the demo shows: a consortium comes to life, a call settles and is read back, a refused call
 * is compensated, a call outlives the death of a process.
 */
final class Story implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int DEADLINE_SECONDS = 120;

  private final Narrator narrator;
  private final DemoFile file;
  private final Consortium consortium;
  private final List<String> transactions = new ArrayList<>();
  private MemberServices registryServices;
  private MemberServices courtServices;
  private BusinessApplication application;
  private BusinessChain courtChain;
  private Pipeline pipeline;
  private DemoConsole console;
  private boolean released;

  Story(Path home, DemoFile file, Narrator narrator) {
    this.narrator = narrator;
    this.file = file;
    narrator.chapter("Three genesis institutions found the governance chain");
    Map<String, String> genesis = new LinkedHashMap<>();
    genesis.put("court", "City Court");
    genesis.put("archive", "City Archive");
    genesis.put("justice", "Bureau of Justice");
    narrator.begins("making keys and starting the governance chain");
    this.consortium = Consortium.found(Setup.embedded(home), genesis, narrator);
  }

  void tell() throws Exception {
    narrator.chapter("A fourth institution applies and is voted in");
    Member court = consortium.genesisMember("court");
    Member registry = consortium.newcomer("registry", "City Land Registry");
    consortium.admit(registry, file.digest());

    narrator.chapter("Accounts take effect by unanimous vote");
    consortium.activateAccounts(List.of(registry, court));

    narrator.chapter(
        "Both institutions register proxies, chains, contracts; a pipeline joins them");
    List<Member> members = List.of(registry, court);
    narrator.begins("starting a business chain for each of both");
    List<BusinessChain> chains = consortium.startBusinessChains(members, "evidence-chain");
    courtChain = chains.get(1);
    List<MemberServices> services = consortium.register(members, chains);
    registryServices = services.get(0);
    courtServices = services.get(1);
    narrator.begins("starting four proxies");
    consortium.launchProxies();
    application = consortium.registerApplication(registry, registryServices, "notary-app");
    pipeline =
        consortium.connect(
            application, registry, registryServices, court, courtServices, "evidence-sharing");
    consortium.awaitProxies();

    storeAndReadBack();
    refusedAndCompensated();
    killedAndFinished();

    narrator.chapter("The ledger");
    narrator.plain(
        new LedgerTable(consortium.chain())
            .render(new ChainWitness(consortium.businessChains()).writes(), transactions));
  }

  private void storeAndReadBack() throws Exception {
    narrator.chapter("A call stores the digest of " + file.name() + " on both chains");
    expect("settled", finish(submit(store(file))));
    narrator.done("both chains hold " + file.digest());
    JsonNode read =
        finish(
            submit(
                steps ->
                    steps.read(
                        StepSide.TARGET,
                        courtServices.contract(),
                        EvidenceFunctions.FIND,
                        file.digest())));
    expect("settled", read);
    JsonNode value = read.path("steps").path(0).path("value");
    if (!value.path(0).asText().equals(file.metadata()) || !value.path(3).asBoolean()) {
      throw new DemoFailure(
          "read back from the court's chain: expected %s, actual %s"
              .formatted(file.metadata(), value));
    }
    narrator.done("read back from the court's chain, as stored: " + value);
  }

  private void refusedAndCompensated() throws Exception {
    narrator.chapter("A call that the court's contract refuses is compensated on the first chain");
    DemoFile contested = file.variant("-contested");
    courtChain.callDirectly(
        FunctionSignature.parse(EvidenceFunctions.STORE)
            .encode(JsonArrays.of(contested.digest(), "stored by somebody else")));
    narrator.done("somebody else stored " + contested.digest() + " on the court's chain before");
    JsonNode view = finish(submit(store(contested)));
    expect("compensated", view);
    narrator.done("the court's chain said: " + view.path("steps").path(1).path("reason"));
  }

  private void killedAndFinished() throws Exception {
    narrator.chapter("A call outlives the death of the proxy that drives it (kill -9)");
    ProxyProcess victim = registryServices.crosschainProxy();
    ApplicationCall call = submit(store(file.variant("-third")));
    awaitRunning(call.transaction());
    long pid = victim.process().pid();
    victim.kill();
    narrator.done("%s (process %d) was killed mid-way".formatted(victim.path(), pid));
    narrator.begins("starting it again");
    victim.start();
    victim.awaitReady();
    narrator.done("%s runs again as process %d".formatted(victim.path(), victim.process().pid()));
    expect("settled", finish(call));
  }

  private UnaryOperator<ApplicationCall.Builder> store(DemoFile what) {
    return steps ->
        steps
            .write(
                StepSide.SOURCE,
                registryServices.contract(),
                EvidenceFunctions.STORE,
                what.digest(),
                what.metadata())
            .write(
                StepSide.TARGET,
                courtServices.contract(),
                EvidenceFunctions.STORE,
                what.digest(),
                what.metadata());
  }

  private ApplicationCall submit(UnaryOperator<ApplicationCall.Builder> steps) throws Exception {
    ApplicationCall call = application.sign(pipeline, steps, DEADLINE_SECONDS);
    application.client().submit(call.body());
    transactions.add(call.transaction());
    narrator.done("transaction " + call.transaction() + " accepted");
    return call;
  }

  private JsonNode finish(ApplicationCall call) throws Exception {
    JsonNode view = application.client().await(call.transaction(), PATIENCE);
    for (JsonNode step : view.path("steps")) {
      narrator.done(
          "  step %d: %s, %s, compensation %s"
              .formatted(
                  step.path("step").asInt(),
                  step.path("outcome").asText(),
                  step.path("verdict").asText(),
                  step.path("compensation").asText()));
    }
    String detail = view.path("detail").asText("");
    narrator.done("  " + view.path("status").asText() + (detail.isEmpty() ? "" : ": " + detail));
    return view;
  }

  private void awaitRunning(String transaction) {
    String status =
        Awaiting.within(PATIENCE)
            .until(
                "transaction " + transaction + " runs",
                () -> statusOf(transaction),
                seen -> !seen.equals("received") && !seen.equals("opening"));
    narrator.done("  " + status);
    if (GovchainClient.FINAL_STATUSES.contains(status)) {
      throw new DemoFailure(
          "transaction %s: expected it to run still, actual %s".formatted(transaction, status));
    }
  }

  private String statusOf(String transaction) {
    try {
      return application.client().transaction(transaction).path("status").asText();
    } catch (ProxyUnreachableException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void expect(String status, JsonNode view) {
    if (!view.path("status").asText().equals(status)) {
      throw new DemoFailure("expected the transaction to be %s, actual %s".formatted(status, view));
    }
  }

  /** What {@code --keep} prints and remembers. */
  KeptDemo keep(Path home) throws IOException {
    OpenVote vote = OpenVote.begin(consortium, file);
    narrator.chapter("A work order awaits votes, and a governance console starts beside it");
    narrator.done(
        "%s applies for membership: work order %s".formatted(vote.applicant(), vote.workOrder()));
    narrator.begins("starting the console");
    console = DemoConsole.start(home, consortium, registryServices);
    narrator.done("console at " + console.address());
    return KeptDemo.of(
        home, consortium, application, pipeline, registryServices, courtServices, console, vote);
  }

  /** Lets every process live on after this JVM. */
  void release() {
    console.release();
    consortium.release();
    released = true;
  }

  @Override
  public void close() {
    if (console != null && !released) {
      console.close();
    }
    consortium.close();
  }
}
