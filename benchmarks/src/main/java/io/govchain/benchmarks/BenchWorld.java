package io.govchain.benchmarks;

import io.govchain.governance.Pipeline;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Two institutions with a chain each on one machine, joined by a pipeline. */
final class BenchWorld implements AutoCloseable {
  static final Duration BLOCK_TIME = Duration.ofSeconds(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path home;
  private final Consortium consortium;
  private final List<BusinessChain> chains;
  private final List<MemberServices> services;
  private final BusinessApplication application;
  private final Pipeline pipeline;

  private BenchWorld(Path home, Consumer<String> progress) {
    this.home = home;
    consortium =
        Consortium.found(
            Setup.embedded(home).withBlockTimes(BLOCK_TIME, BLOCK_TIME).withLoad(Setup.Load.HEAVY),
            Map.of("court", "City Court"),
            progress::accept);
    Member court = consortium.genesisMember("court");
    Member registry = consortium.newcomer("registry", "City Land Registry");
    consortium.admit(registry, digest());
    List<Member> members = List.of(registry, court);
    consortium.activateAccounts(members);
    chains = consortium.startBusinessChains(members, "evidence-chain");
    services = consortium.register(members, chains);
    application = consortium.registerApplication(registry, services.get(0), "bench-app");
    pipeline =
        consortium.connect(
            application, registry, services.get(0), court, services.get(1), "evidence");
    consortium.startProxies();
  }

  static BenchWorld create(Consumer<String> progress) throws IOException {
    return new BenchWorld(Files.createTempDirectory("govchain-bench"), progress);
  }

  Consortium consortium() {
    return consortium;
  }

  List<BusinessChain> chains() {
    return chains;
  }

  /** The processes of all chains, the governance chain's last. */
  List<Long> chainProcesses() {
    return Stream.concat(
            chains.stream().map(BusinessChain::network), Stream.of(consortium.network()))
        .flatMap(chain -> chain.pids().stream())
        .toList();
  }

  MemberServices source() {
    return services.get(0);
  }

  MemberServices target() {
    return services.get(1);
  }

  BusinessApplication application() {
    return application;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Random, so that no two writes meet. */
  static String digest() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() throws IOException {
    consortium.close();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
