package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ChildProcessTest {
  private static final Awaiting SOON = Awaiting.within(Duration.ofSeconds(60));

  @TempDir Path directory;

  @Test
  void shouldBeTheProgramItself_whenSignalsAndExitCodesMatter() {
    try (ChildProcess child = start("exec sleep 600")) {
      SOON.until(
          "the shell to have become sleep",
          () -> ProcessHandle.of(child.pid()).flatMap(p -> p.info().command()).orElse(""),
          command -> command.endsWith("sleep"));
      child.pause();
      SOON.until("state T", () -> ProcessState.of(child.pid()), "T"::equals);
      child.resume();
      SOON.until("state S", () -> ProcessState.of(child.pid()), "S"::equals);
      child.kill();
      assertThat(child.exitCode()).hasValue(128 + 9);
    }
  }

  @Test
  void shouldKeepOutputAndErrorsAndExitCode_whenTheProgramEnds() {
    ChildProcess child = start("echo out; echo err >&2; exit 3");
    assertThat(child.onExit().join()).isEqualTo(3);
    assertThat(child.exitCode()).hasValue(3);
    assertThat(child.logTail(5)).contains("out").contains("err");
  }

  @Test
  void shouldPassEnvironmentAndWorkingDirectory_whenGiven() {
    ChildProcess child = start("echo \"$COLOUR in $(pwd)\"");
    child.onExit().join();
    assertThat(child.logTail(1)).isEqualTo("green in " + directory);
  }

  @Test
  void shouldEndAPausedProgram_whenStopped() {
    ChildProcess child = start("exec sleep 600");
    child.pause();
    child.stop(Duration.ofSeconds(5));
    assertThat(child.exitCode()).hasValue(128 + 15);
  }

  @Test
  void shouldUseForce_whenTheProgramDoesNotEndInTime() throws IOException {
    ChildProcess child = start("trap '' TERM; echo ready; while :; do sleep 0.1; done");
    SOON.until("ready in the log", () -> child.logTail(1), "ready"::equals);
    child.stop(Duration.ofMillis(200));
    assertThat(child.exitCode()).hasValue(128 + 9);
  }

  @Test
  void shouldLetItEndInOrder_whenThatTakesLongerThanTheGuardGrants() {
    ChildProcess child =
        start("trap 'sleep 7; exit 4' TERM; echo ready; while :; do sleep 0.1; done");
    SOON.until("ready in the log", () -> child.logTail(1), "ready"::equals);
    child.stop(Duration.ofSeconds(60));
    assertThat(child.exitCode()).hasValue(4);
  }

  @Test
  void shouldSayWhatAndWhere_whenTheDirectoryIsMissing() {
    Path missing = directory.resolve("missing");
    ChildCommand command =
        new ChildCommand("a program", List.of("true"), Map.of(), missing, directory.resolve("log"));
    NetworkException failure =
        catchThrowableOfType(NetworkException.class, () -> ChildProcess.start(command));
    assertThat(failure).hasMessageContaining("a program").hasMessageContaining(missing.toString());
  }

  @Test
  void shouldEndWithItsParent_whenTheParentIsKilled() throws Exception {
    try (Parent parent = new Parent("guarded")) {
      long child = parent.childPid();
      parent.process.destroyForcibly().waitFor();
      SOON.untilTrue("child " + child + " to end", () -> ProcessState.hasEnded(child));
    }
  }

  @Test
  void shouldEndWithItsParent_whenTheChildIsPausedAndTheParentKilled() throws Exception {
    try (Parent parent = new Parent("paused")) {
      long child = parent.childPid();
      SOON.until("state T", () -> ProcessState.of(child), "T"::equals);
      parent.process.destroyForcibly().waitFor();
      SOON.untilTrue("child " + child + " to end", () -> ProcessState.hasEnded(child));
    }
  }

  @Test
  void shouldEndWithItsParent_whenTheParentSimplyExits() throws Exception {
    try (Parent parent = new Parent("exiting")) {
      long child = parent.childPid();
      assertThat(parent.process.waitFor()).isZero();
      SOON.untilTrue("child " + child + " to end", () -> ProcessState.hasEnded(child));
    }
  }

  @Test
  void shouldLiveOn_whenReleased() throws Exception {
    try (Parent parent = new Parent("released")) {
      long child = parent.childPid();
      assertThat(parent.process.waitFor()).isZero();
      // A child that is not released is ended in a moment; the log shows that this one goes on.
      Path log = parent.log;
      long size = Files.size(log);
      SOON.until("three more seconds of output", () -> sizeOf(log), now -> now > size + 30);
      assertThat(ProcessState.hasEnded(child)).isFalse();
      ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static long sizeOf(Path file) {
    return file.toFile().length();
  }

  private ChildProcess start(String script) {
    return ChildProcess.start(
        new ChildCommand(
            "test program",
            List.of("sh", "-c", script),
            Map.of("COLOUR", "green"),
            directory,
            directory.resolve("test.log")));
  }

  /** Another JVM that starts a child, tells its id, and then waits or exits. */
  private final class Parent implements AutoCloseable {
    private final Path log = directory.resolve("child.log");
    private final Process process;

    Parent(String mode) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ParentProgram.class.getName(),
                  mode,
                  log.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    }

    long childPid() throws IOException {
      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
      return Long.parseLong(reader.readLine());
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
