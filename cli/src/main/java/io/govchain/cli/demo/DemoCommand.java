package io.govchain.cli.demo;

import io.govchain.testnet.consortium.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the product's main job on embedded chains. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Show the main job on embedded chains: votes, a pipeline, a call across two chains, a"
          + " compensation, a crash.",
      "Every chain, proxy and certificate is real and local; Ctrl-C leaves nothing behind."
    },
    footer = {
      "",
      "Examples:",
      "  govchain demo",
      "  govchain demo contract.pdf --keep",
      "  govchain demo --stop"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "File whose digest and metadata are stored (default: the project's README).")
  private Path file;

  @Option(names = "--keep", description = "Leave everything running and print what to type next.")
  private boolean keep;

  @Option(names = "--stop", description = "End a demo that was kept.")
  private boolean stop;

  private final AtomicReference<Story> story = new AtomicReference<>();
  private volatile boolean interrupted;

  @Override
  public Integer call() throws Exception {
    Path root =
        Path.of(Objects.requireNonNullElse(System.getenv("GOVCHAIN_HOME"), "."))
            .toAbsolutePath()
            .normalize();
    Path state = root.resolve(".govchain");
    Files.createDirectories(state);
    Path home = state.resolve("demo");
    Narrator narrator = new Narrator(spec.commandLine().getOut());
    try (FileChannel channel =
            FileChannel.open(
                state.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return refuse("another one that is running now; wait for it or end it with Ctrl-C");
      }
      if (stop) {
        return stop(home, narrator);
      }
      List<RunningProcess> running = KeptDemo.running(home);
      if (!running.isEmpty()) {
        return refuse(
            "a kept one with %d processes; end it with: ./govchain demo --stop"
                .formatted(running.size()));
      }
      DemoFile demoFile = DemoFile.of(file == null ? root.resolve("README.md") : file);
      clear(home);
      return run(home, demoFile, narrator);
    }
  }

  private int refuse(String actual) {
    spec.commandLine()
        .getErr()
        .println("govchain: expected no demo to run, actual: " + actual + " [demo-running]");
    return USAGE;
  }

  private int run(Path home, DemoFile demoFile, Narrator narrator) throws Exception {
    Thread cleaner = new Thread(this::interrupt, "demo-cleaner");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      Story told = new Story(home, demoFile, narrator);
      story.set(told);
      told.tell();
      if (keep) {
        keep(told, home, narrator);
      }
      closeStory();
      narrator.plain("Done in %d s.".formatted(narrator.seconds()));
      return 0;
    } catch (Exception failure) {
      if (interrupted) {
        // The cleaner ends everything; that calls fail meanwhile is no news.
        return FAILED;
      }
      closeStory();
      spec.commandLine().getErr().println("The demo failed; all logs are below " + home);
      if (failure instanceof DemoFailure) {
        spec.commandLine().getErr().println("govchain: " + failure.getMessage() + " [demo-failed]");
        return FAILED;
      }
      throw failure;
    }
  }

  private void keep(Story told, Path home, Narrator narrator) throws IOException {
    KeptDemo kept = told.keep(home);
    kept.save();
    try {
      told.release();
    } catch (RuntimeException e) {
      KeptDemo.stop(home);
      throw e;
    }
    narrator.plain(kept.instructions());
  }

  private void interrupt() {
    interrupted = true;
    closeStory();
  }

  private void closeStory() {
    Story told = story.getAndSet(null);
    if (told != null) {
      told.close();
    }
  }

  private static int stop(Path home, Narrator narrator) throws IOException {
    List<RunningProcess> ended = KeptDemo.stop(home);
    ended.forEach(
        process -> narrator.plain("ended %s, process %d".formatted(process.name(), process.pid())));
    if (ended.isEmpty()) {
      narrator.plain("no demo is running");
    }
    return 0;
  }

  private static void clear(Path home) throws IOException {
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(DemoCommand::delete);
      }
    }
    Files.createDirectories(home);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
