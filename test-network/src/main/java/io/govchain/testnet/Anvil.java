package io.govchain.testnet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A chain run by one Anvil process. */
public final class Anvil implements ChainNetwork {
  private static final Duration START_TIME = Duration.ofSeconds(20);
  private static final Duration STOP_TIME = Duration.ofSeconds(10);
  private static final int PORT_ATTEMPTS = 5;

  private final ChainSpec spec;
  private final Path program;
  private final GenesisFile genesis;
  private final Function<AnvilCommand, ChildCommand> mode;
  private int port;
  private ChildProcess process;

  private Anvil(ChainSpec spec, Path program, Function<AnvilCommand, ChildCommand> mode) {
    this.spec = spec;
    this.program = program;
    this.genesis = GenesisFile.read(spec);
    this.mode = mode;
  }

  /** Starts a chain; see {@link ChainNetwork#start}. */
  public static Anvil start(ChainSpec spec) {
    return start(spec, AnvilBinary.find());
  }

  static Anvil start(ChainSpec spec, Path program) {
    return started(
        spec,
        program,
        command ->
            spec.stateInterval()
                .map(interval -> command.fromState(AnvilState.ensure(spec, program), interval))
                .orElseGet(() -> command.fromGenesis(Instant.now())));
  }

  /**
   * A chain whose clock stands, that makes blocks on demand and takes any sender's transactions.
   */
  static Anvil scratch(ChainSpec spec, Path program, Instant clock) {
    return started(spec, program, command -> command.scratch(clock));
  }

  private static Anvil started(
      ChainSpec spec, Path program, Function<AnvilCommand, ChildCommand> mode) {
    Anvil anvil = new Anvil(spec, program, mode);
    anvil.prepareDirectory();
    anvil.startOnSomePort();
    return anvil;
  }

  private void startOnSomePort() {
    for (int attempt = 1; ; attempt++) {
      port = spec.port().orElseGet(FreePort::choose);
      try {
        launch();
        return;
      } catch (NetworkException e) {
        boolean otherPortMayDo =
            e.error() == NetworkError.PORT_TAKEN
                && spec.port().isEmpty()
                && attempt < PORT_ATTEMPTS;
        if (!otherPortMayDo) {
          throw e;
        }
      }
    }
  }

  private void launch() {
    if (!FreePort.isFree(port)) {
      throw portTaken();
    }
    process = ChildProcess.start(mode.apply(new AnvilCommand(program, spec, genesis, port)));
    try {
      awaitAnswer();
    } catch (RuntimeException e) {
      process.kill();
      throw e;
    }
  }

  private void awaitAnswer() {
    try (NodeQuestions node = new NodeQuestions(rpc())) {
      long answered =
          Awaiting.within(START_TIME)
              .untilFound(
                  "an answer of " + process.command().name() + " on port " + port,
                  () -> {
                    requireAlive();
                    return node.quantity("eth_chainId");
                  });
      // Whoever answers need not be the process just started: that one may be failing to bind.
      requireAlive();
      if (answered != spec.chainId()) {
        throw new NetworkException(
            NetworkError.WRONG_CHAIN,
            "chain %s: expected chain id %d on port %d, got %d: another chain listens there"
                .formatted(spec.name(), spec.chainId(), port, answered));
      }
    } catch (Awaiting.TimedOut e) {
      throw new NetworkException(
          NetworkError.CHAIN_SILENT, e.getMessage() + "\n" + process.logTail(10), e);
    }
  }

  private void requireAlive() {
    if (process.isAlive()) {
      return;
    }
    String tail = process.logTail(10);
    if (tail.contains("Address already in use")) {
      throw portTaken();
    }
    throw new NetworkException(
        NetworkError.PROCESS_ENDED,
        "%s ended with exit code %d; its log %s ends with:%n%s"
            .formatted(
                process.command().name(),
                process.exitCode().orElseThrow(),
                process.command().log(),
                tail));
  }

  private NetworkException portTaken() {
    return new NetworkException(
        NetworkError.PORT_TAKEN,
        "chain %s: expected port %d to be free, but another process listens on it; end that process or choose another port"
            .formatted(spec.name(), port));
  }

  private void prepareDirectory() {
    try {
      Files.createDirectories(spec.directory());
    } catch (IOException e) {
      throw new NetworkException(
          NetworkError.NOT_SUPPORTED,
          "chain %s: directory %s cannot be created: %s"
              .formatted(spec.name(), spec.directory(), e),
          e);
    }
  }

  @Override
  public ChainSpec spec() {
    return spec;
  }

  @Override
  public List<ChainNode> nodes() {
    return List.of(
        new ChainNode(
            spec.name(),
            ChainNode.Role.VALIDATOR,
            URI.create("http://127.0.0.1:" + port),
            URI.create("ws://127.0.0.1:" + port),
            AnvilCommand.log(spec)));
  }

  @Override
  public Path logs() {
    return spec.directory();
  }

  @Override
  public List<Long> pids() {
    return List.of(process.pid());
  }

  @Override
  public boolean isRunning() {
    return process.isAlive();
  }

  @Override
  public void pause() {
    process.pause();
  }

  @Override
  public void resume() {
    process.resume();
  }

  @Override
  public void restart() {
    if (spec.stateInterval().isEmpty()) {
      throw new NetworkException(
          NetworkError.NOT_SUPPORTED,
          "chain %s lives in memory only; start it withStateSavedEvery(...) to be able to restart it"
              .formatted(spec.name()));
    }
    stop();
    launch();
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public void stop() {
    process.stop(STOP_TIME);
  }

  @Override
  public void release() {
    process.release();
  }
}
