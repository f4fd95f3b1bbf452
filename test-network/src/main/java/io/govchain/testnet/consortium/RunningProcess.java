package io.govchain.testnet.consortium;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that may outlive the JVM that started it. Process ids are used again by the system, so
 * the start time belongs to its identity: another process is never taken for it, nor ended.
 *
 * @param startedAt milliseconds since 1970
 */
public record RunningProcess(String name, long pid, long startedAt) {
  /** The system's idea of when it was booted, which start times count from, shifts a little. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private static final Duration GRACE = Duration.ofSeconds(10);

  /** The process that has this id now. */
  public static RunningProcess of(String name, long pid) {
    Instant start =
        ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().startInstant())
            .orElseThrow(
                () -> new IllegalStateException(name + ": expected process " + pid + " to run"));
    return new RunningProcess(name, pid, start.toEpochMilli());
  }

  /** Whether this very process still runs. */
  @JsonIgnore
  public boolean isAlive() {
    return handle().isPresent();
  }

  /** Ends all of them at once: politely, by force those that have not gone after ten seconds. */
  public static void endAll(List<RunningProcess> processes) {
    List<ProcessHandle> handles =
        processes.stream().flatMap(process -> process.handle().stream()).toList();
    handles.forEach(ProcessHandle::destroy);
    for (ProcessHandle handle : handles) {
      if (!hasEnded(handle)) {
        handle.destroyForcibly();
      }
    }
  }

  private static boolean hasEnded(ProcessHandle handle) {
    try {
      handle.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return isZombie(handle.pid());
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().startInstant().filter(this::isStart).isPresent())
        .filter(handle -> !isZombie(pid));
  }

  private boolean isStart(Instant start) {
    return Duration.ofMillis(Math.abs(start.toEpochMilli() - startedAt)).compareTo(CLOCK_TOLERANCE)
        <= 0;
  }

  /** Ended, but its parent has not asked for its exit code. Only Linux says so in a file. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
