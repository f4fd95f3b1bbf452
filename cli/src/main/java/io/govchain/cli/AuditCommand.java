package io.govchain.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.governance.GovernanceChain;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What auditors make by themselves, from a node of their own. */
@Command(
    name = "audit",
    description = "What an auditor makes from a node of the governance chain alone.",
    subcommands = AuditCommand.Report.class)
final class AuditCommand extends NounCommand {

  @Command(
      name = "report",
      description = {
        "Write the report of a period, as the console's page of the same name does, from a node"
            + " alone: no console and no account is needed.",
        "The whole chain is read from the node. What a console only saw while it ran (a chain that"
            + " stood still, a restriction that is over, who acknowledged an alert) is not in the"
            + " report.",
        "Two reports of the same period agree in the digests of the sections institutions, rules"
            + " and votes; the others tell how things stand at the block that they name."
      },
      footer = {
        "",
        "Examples:",
        "  govchain audit report --from 2027-03-01 --to 2027-03-31 --out march.json --rpc"
            + " http://127.0.0.1:8545",
        "  govchain audit report --from 2027-03-01T08:00:00Z --to 2027-03-01T12:00:00Z --out"
            + " morning.json"
      })
  static final class Report extends ChainCommand.Reading {
    private static final String MAKER = "io.govchain.console.report.NodeReport";

    @Option(
        names = "--from",
        required = true,
        paramLabel = "TIME",
        description = "Begin: a day of UTC (2027-03-01), or a moment (2027-03-01T08:00:00Z).")
    private String from;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "TIME",
        description = "End, included: a day of UTC to its last second, or a moment.")
    private String to;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "The report, JSON as the console's; a file that exists is not overwritten.")
    private Path file;

    @Override
    void run(Output out, GovernanceChain chain) {
      long first = moment("--from", from, false);
      long last = moment("--to", to, true);
      if (first > last) {
        throw CommandFailure.usage(
            "expected --from before --to, actual %s after %s".formatted(from, to));
      }
      if (Files.exists(file)) {
        throw CommandFailure.usage("--out: expected a new file, actual one that exists: " + file);
      }
      try {
        byte[] report = report(chain, first, last).getBytes(StandardCharsets.UTF_8);
        Files.write(file, report);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("report", file.toString());
        view.put("chainId", chain.chainId());
        view.put("from", Instant.ofEpochSecond(first).toString());
        // The newest block's time where that was earlier than what was asked for.
        long told = new ObjectMapper().readTree(report).path("to").asLong();
        view.put("to", Instant.ofEpochSecond(told).toString());
        view.put("digest", Digests.of(report));
        out.record(view);
      } catch (IOException e) {
        throw CommandFailure.usage("--out: " + Unreadable.why(file, e));
      }
    }

    /** The first second of what is told, or its last one. */
    private static long moment(String option, String text, boolean end) {
      try {
        if (text.indexOf('T') < 0) {
          LocalDate day = LocalDate.parse(text);
          long start = day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
          return end ? start + 86_399 : start;
        }
        return Instant.parse(text).getEpochSecond();
      } catch (DateTimeException wrong) {
        throw CommandFailure.usage(
            "%s: expected a day such as 2027-03-01 or a moment such as 2027-03-01T08:00:00Z, actual"
                    .formatted(option)
                + " '%s'".formatted(text));
      }
    }

    private static String report(GovernanceChain chain, long first, long last) throws IOException {
      Path scratch = Files.createTempDirectory("govchain-audit");
      try {
        return made(chain, first, last, scratch);
      } finally {
        try (Stream<Path> files = Files.walk(scratch)) {
          for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(each);
          }
        }
      }
    }

    /** Found by name, as the console is: this module does not know it otherwise. */
    private static String made(GovernanceChain chain, long first, long last, Path scratch) {
      try {
        Method of =
            Class.forName(MAKER)
                .getMethod("of", GovernanceChain.class, long.class, long.class, Path.class);
        return (String) of.invoke(null, chain, first, last, scratch);
      } catch (ClassNotFoundException e) {
        throw CommandFailure.refused(
            "service-missing", "expected class " + MAKER + " on the class path, actual none");
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof IllegalStateException stuck) {
          throw CommandFailure.unreachable(stuck.getMessage());
        }
        throw e.getCause() instanceof RuntimeException known
            ? known
            : new IllegalStateException("the report failed", e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the report cannot be made", e);
      }
    }
  }
}
