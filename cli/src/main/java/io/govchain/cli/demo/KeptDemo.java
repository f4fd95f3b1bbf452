package io.govchain.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.governance.Pipeline;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.ProxyProcess;
import io.govchain.testnet.consortium.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A demo that goes on: what to type next, and how to end it. */
record KeptDemo(Path home, List<RunningProcess> processes, String instructions) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "running.json";
  private static final String PASSWORD = ".password";

  static KeptDemo of(
      Path home,
      Consortium consortium,
      BusinessApplication application,
      Pipeline pipeline,
      MemberServices source,
      MemberServices target,
      DemoConsole console,
      OpenVote vote)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("Everything keeps running. End it with: ./govchain demo --stop");
    lines.add("");
    lines.add("governance console " + console.address() + "   (open it in a browser)");
    lines.add("governance chain   " + consortium.network().rpc());
    lines.add("");
    lines.addAll(vote.instructions(console.address(), consortium.network().rpc()));
    lines.add("");
    consortium
        .businessChains()
        .forEach(chain -> lines.add("%-18s %s".formatted(chain.path(), chain.network().rpc())));
    for (ProxyProcess proxy : consortium.proxies()) {
      lines.add(
          "%-26s %s  health %s/health/ready  metrics %s/metrics"
              .formatted(proxy.path(), proxy.endpoint(), proxy.management(), proxy.management()));
    }
    lines.add("");
    lines.add(
        "Keys, each to be opened with the NAME.password beside it; the next demo deletes them:");
    keystores(home).forEach(file -> lines.add("  " + file));
    lines.add("");
    lines.add("export GOVCHAIN_RPC=" + consortium.network().rpc());
    lines.add("./govchain transaction list");
    lines.add("./govchain pipeline show " + pipeline.path());
    lines.add("");
    lines.add(sent(application, source));
    lines.add("");
    lines.add("# As the operator of " + source.crosschainProxy().path() + ":");
    lines.add(findings(source));
    lines.add("");
    lines.add("# As an auditor: a node is all that you need, no account and no keystore.");
    lines.add(
        "./govchain audit report --from $(date -u +%F) --to $(date -u +%F) --out audit-report.json");
    lines.add("# What can be checked besides, and how: docs/audit.md.");
    lines.add("");
    lines.add("# The next call: any 32 bytes that are not stored yet, then the call itself.");
    lines.add("DIGEST=0x$(head -c 32 /dev/urandom | sha256sum | cut -d' ' -f1)");
    lines.add(call(application, pipeline, source, target));
    List<RunningProcess> processes = new ArrayList<>(List.of(console.running()));
    processes.addAll(consortium.processes());
    return new KeptDemo(home, processes, String.join(System.lineSeparator(), lines));
  }

  /** Every keystore stands beside its password. */
  private static List<Path> keystores(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(file -> file.toString().endsWith(PASSWORD))
          .map(file -> file.resolveSibling(keystore(file.getFileName().toString())))
          .filter(Files::exists)
          .sorted()
          .toList();
    }
  }

  private static String keystore(String password) {
    return password.substring(0, password.length() - PASSWORD.length()) + ".json";
  }

  /** What the application handed in, as its proxy has it. */
  private static String sent(BusinessApplication application, MemberServices source) {
    return String.join(
        " \\" + System.lineSeparator() + "  ",
        "./govchain transaction sent --proxy " + source.applicationEndpoint(),
        "--proxy-fingerprint " + source.subchainProxyFingerprint(),
        "--certificate " + application.certificate() + " --key " + application.certificateKey());
  }

  /** What the sweeper of its cross-chain proxy found. */
  private static String findings(MemberServices source) {
    Path operator = source.operatorCertificate();
    return String.join(
        " \\" + System.lineSeparator() + "  ",
        "./govchain escalation findings --proxy " + source.crosschainProxy().endpoint(),
        "--proxy-fingerprint " + source.crosschainProxyFingerprint(),
        "--certificate " + operator.resolve("tls.crt") + " --key " + operator.resolve("tls.key"));
  }

  private static String call(
      BusinessApplication application,
      Pipeline pipeline,
      MemberServices source,
      MemberServices target) {
    return String.join(
        " \\" + System.lineSeparator() + "  ",
        "./govchain call --proxy " + source.applicationEndpoint(),
        "--proxy-fingerprint " + source.subchainProxyFingerprint(),
        "--application " + application.path(),
        "--certificate " + application.certificate() + " --key " + application.certificateKey(),
        "--keystore " + application.key().keystore(),
        "--password-file " + application.key().passwordFile(),
        "--pipeline " + pipeline.path(),
        step("source", source),
        step("target", target));
  }

  private static String step(String side, MemberServices services) {
    return "--write %s %s '%s' \"[\\\"$DIGEST\\\",\\\"my evidence\\\"]\""
        .formatted(side, services.contract(), EvidenceFunctions.STORE);
  }

  void save() throws IOException {
    JSON.writeValue(home.resolve(STATE).toFile(), processes);
  }

  /** The processes of a kept demo that still run. */
  static List<RunningProcess> running(Path home) throws IOException {
    Path state = home.resolve(STATE);
    if (!Files.exists(state)) {
      return List.of();
    }
    RunningProcess[] processes = JSON.readValue(state.toFile(), RunningProcess[].class);
    return List.of(processes).stream().filter(RunningProcess::isAlive).collect(Collectors.toList());
  }

  /** Ends them and says which. */
  static List<RunningProcess> stop(Path home) throws IOException {
    List<RunningProcess> running = running(home);
    RunningProcess.endAll(running);
    Files.deleteIfExists(home.resolve(STATE));
    return running;
  }
}
