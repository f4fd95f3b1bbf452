package io.govchain.testnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A QBFT network of an installed Besu: one process for each validator and each audit node. */
public final class Besu implements ChainNetwork {
  /** Saving what is in memory takes Besu a few seconds, more on a busy machine. */
  private static final Duration STOP_TIME = Duration.ofSeconds(40);

  /** Named so that a test network of many nodes fits one machine. */
  private static final Map<String, String> ENVIRONMENT = Map.of("BESU_OPTS", "-Xmx1g");

  private final BesuPlan plan;
  private final Path program;
  private List<ChildProcess> processes = List.of();

  private Besu(BesuPlan plan, Path program) {
    this.plan = plan;
    this.program = program;
  }

  /** Starts a chain; see {@link ChainNetwork#start}. */
  public static Besu start(ChainSpec spec) {
    return start(spec, BesuInstallation.find());
  }

  static Besu start(ChainSpec spec, Path program) {
    Besu besu = new Besu(BesuPlan.of(spec, FreePort::choose), program);
    besu.plan.writeFiles();
    besu.launch();
    return besu;
  }

  private void launch() {
    for (BesuNode node : plan.nodes()) {
      for (int port : List.of(node.rpcPort(), node.wsPort(), node.peerPort())) {
        if (!FreePort.isFree(port)) {
          throw new NetworkException(
              NetworkError.PORT_TAKEN,
              "%s: expected port %d to be free, but another process listens on it"
                  .formatted(node.name(), port));
        }
      }
    }
    List<ChildProcess> started = new ArrayList<>();
    processes = started;
    try {
      for (BesuNode node : plan.nodes()) {
        started.add(ChildProcess.start(command(node)));
      }
      new BesuReadiness(plan.spec(), nodes(), this::requireAlive).await();
    } catch (RuntimeException e) {
      kill();
      throw e;
    }
  }

  private ChildCommand command(BesuNode node) {
    List<String> arguments = new ArrayList<>(List.of(program.toString()));
    arguments.addAll(BesuArguments.forProcess(plan.spec(), node).of(node));
    return new ChildCommand(node.name(), arguments, ENVIRONMENT, node.directory(), node.log());
  }

  private void requireAlive() {
    for (ChildProcess process : processes) {
      if (!process.isAlive()) {
        throw new NetworkException(
            NetworkError.PROCESS_ENDED,
            "%s ended with exit code %d; its log %s ends with:%n%s"
                .formatted(
                    process.command().name(),
                    process.exitCode().orElseThrow(),
                    process.command().log(),
                    process.logTail(10)));
      }
    }
  }

  @Override
  public ChainSpec spec() {
    return plan.spec();
  }

  @Override
  public List<ChainNode> nodes() {
    return plan.nodes().stream().map(BesuNode::running).toList();
  }

  @Override
  public Path logs() {
    return plan.spec().directory();
  }

  @Override
  public List<Long> pids() {
    return processes.stream().map(ChildProcess::pid).toList();
  }

  @Override
  public boolean isRunning() {
    return processes.stream().allMatch(ChildProcess::isAlive);
  }

  @Override
  public void pause() {
    processes.forEach(ChildProcess::pause);
  }

  @Override
  public void resume() {
    processes.forEach(ChildProcess::resume);
  }

  /** Pauses one node, to see how the others do without it. */
  public void pause(ChainNode node) {
    process(node).pause();
  }

  /** Lets one paused node go on. */
  public void resume(ChainNode node) {
    process(node).resume();
  }

  private ChildProcess process(ChainNode node) {
    return processes.stream()
        .filter(process -> process.command().name().equals(node.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no node of this chain: " + node));
  }

  @Override
  public void restart() {
    stop();
    launch();
  }

  @Override
  public void kill() {
    processes.forEach(ChildProcess::kill);
  }

  @Override
  public void stop() {
    // All at once: each may take its time to save.
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      processes.forEach(process -> executor.execute(() -> process.stop(STOP_TIME)));
    }
  }

  @Override
  public void release() {
    processes.forEach(ChildProcess::release);
  }
}
