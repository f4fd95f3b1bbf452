package io.govchain.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Processor time of JVMs by what their threads are for, as Linux tells it; nothing on other
 * systems. Compiling is a large part of a short run and little of a long one, so two builds are
 * compared without it.
 *
 * @param threads by the system's numbers of them
 */
record ThreadTimes(Map<String, Spent> threads) {
  private static final Path PROCESSES = Path.of("/proc");

  /** What the kernel counts in, on every architecture. */
  private static final double TICKS_PER_SECOND = 100;

  /** User and system time, counted from the field behind the name. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** What a thread has used since it began. */
  record Spent(Work work, double seconds) {}

  /** What a thread does, by the beginning of its name; the kernel keeps fifteen characters. */
  enum Work {
    COMPILING("C1 Comp", "C2 Comp"),
    COLLECTING("VM Thread", "GC Thread", "G1 "),
    HANDLING("ForkJoinPool"),
    STORING("database-writer"),
    SPEAKING("vert.x-eventloo", "vert.x-acceptor"),
    ASKING_CHAINS("HttpClient"),
    OTHER;

    private final String[] names;

    Work(String... names) {
      this.names = names;
    }

    static Work of(String thread) {
      for (Work work : values()) {
        for (String name : work.names) {
          if (thread.startsWith(name)) {
            return work;
          }
        }
      }
      return OTHER;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Of all threads that these processes have now. */
  static ThreadTimes of(Collection<Long> processes) {
    Map<String, Spent> threads = new HashMap<>();
    for (long process : processes) {
      addAll(threads, PROCESSES.resolve(Long.toString(process)).resolve("task"));
    }
    return new ThreadTimes(threads);
  }

  private static void addAll(Map<String, Spent> threads, Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(folder)) {
      for (Path thread : each) {
        addOne(threads, thread);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addOne(Map<String, Spent> threads, Path thread) throws IOException {
    try {
      String line = Files.readString(thread.resolve("stat"));
      int end = line.lastIndexOf(')');
      String name = line.substring(line.indexOf('(') + 1, end);
      String[] fields = line.substring(end + 2).split(" ", -1);
      double ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
      threads.put(thread.toString(), new Spent(Work.of(name), ticks / TICKS_PER_SECOND));
    } catch (NoSuchFileException ended) {
      // Its time is lost to this count; threads that work for long do not end.
    }
  }

  /**
   * What was spent since, in milliseconds for each of so many; empty where nothing is told. Of
   * threads that ended meanwhile nothing is told.
   */
  Map<String, Double> millisSince(ThreadTimes before, int count) {
    Map<Work, Double> seconds = new EnumMap<>(Work.class);
    threads.forEach(
        (thread, now) -> {
          Spent then = before.threads.getOrDefault(thread, new Spent(now.work(), 0));
          seconds.merge(now.work(), now.seconds() - then.seconds(), Double::sum);
        });
    Map<String, Double> millis = new LinkedHashMap<>();
    seconds.forEach(
        (work, spent) -> millis.put(work.label(), Math.round(spent * 1e6 / count) / 1000.0));
    return millis;
  }
}
