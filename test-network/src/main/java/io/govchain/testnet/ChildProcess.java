package io.govchain.testnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside this JVM, logs into a file, and ends when the JVM ends, in whatever
 * way that happens (see {@code guarded-child.sh}).
 */
public final class ChildProcess implements AutoCloseable {
  private static final String GUARD = guardScript();
  private static final Duration SIGNAL_TIME = Duration.ofSeconds(5);
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  private final ChildCommand command;
  private final Process process;

  private ChildProcess(ChildCommand command, Process process) {
    this.command = command;
    this.process = process;
  }

  /** Starts the program; returns at once. */
  public static ChildProcess start(ChildCommand command) {
    List<String> line = new ArrayList<>(List.of("sh", "-c", GUARD, "sh"));
    line.addAll(command.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(command.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(command.log().toFile()));
    builder.environment().putAll(command.environment());
    try {
      return new ChildProcess(command, builder.start());
    } catch (IOException e) {
      throw new NetworkException(
          NetworkError.PROCESS_ENDED,
          "%s could not be started in %s: %s"
              .formatted(command.name(), command.directory(), e.getMessage()),
          e);
    }
  }

  public ChildCommand command() {
    return command;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code, if the program has ended; 128 + n when signal n ended it. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Completes with the exit code when the program ends. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Stops the program where it stands (SIGSTOP): its sockets stay open and nobody answers. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a paused program go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  /** Ends the program without giving it a chance to do anything (SIGKILL), and waits for it. */
  public void kill() {
    process.destroyForcibly();
    if (!awaitExit(SIGNAL_TIME)) {
      throw new NetworkException(
          NetworkError.NOT_SUPPORTED,
          "%s (pid %d) is still there %s after SIGKILL"
              .formatted(command.name(), pid(), SIGNAL_TIME));
    }
  }

  /**
   * Asks the program to end (SIGTERM), and ends it by force when it has not after {@code grace}.
   */
  public void stop(Duration grace) {
    if (process.isAlive()) {
      // Not destroy(): it closes the pipe to the guard, which ends the program after its own grace.
      signal("TERM");
      signal("CONT");
      if (!awaitExit(grace)) {
        kill();
      }
    }
  }

  @Override
  public void close() {
    stop(DEFAULT_GRACE);
  }

  /** Lets the program live on after this JVM. There is no way back. */
  public void release() {
    try {
      OutputStream guard = process.getOutputStream();
      guard.write("release\n".getBytes(StandardCharsets.UTF_8));
      guard.flush();
    } catch (IOException e) {
      throw ended("could not be released", e);
    }
  }

  /** Waits until the program has ended; false when it still runs after {@code time}. */
  public boolean awaitExit(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The last lines of the log, for messages. */
  public String logTail(int lines) {
    return LogTail.of(command.log(), lines);
  }

  private void signal(String name) {
    if (!process.isAlive()) {
      return;
    }
    try {
      // The shell's own kill: the program of that name is missing from small systems.
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (!kill.waitFor(SIGNAL_TIME.toMillis(), TimeUnit.MILLISECONDS)
          // A process that has just ended may still count as alive here for a moment.
          || (kill.exitValue() != 0 && !awaitExit(SIGNAL_TIME))) {
        throw ended("could not be sent SIG" + name, null);
      }
    } catch (IOException e) {
      throw ended("could not be sent SIG" + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private NetworkException ended(String what, Throwable cause) {
    return new NetworkException(
        NetworkError.PROCESS_ENDED,
        "%s (pid %d) %s; its log %s ends with:%n%s"
            .formatted(command.name(), pid(), what, command.log(), logTail(10)),
        cause);
  }

  private static String guardScript() {
    try (InputStream in = ChildProcess.class.getResourceAsStream("guarded-child.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
