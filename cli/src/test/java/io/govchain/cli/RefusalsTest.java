package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.EvmException;
import io.govchain.governance.GovernanceErrors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a contract's refusal means, in the words that the console's page has. */
class RefusalsTest {
  private static final Path PAGE = Path.of("../vote-ui/web/src/chain/words/refusals");
  private static final String TEXT = "('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")";
  private static final Pattern SHARED = Pattern.compile("export const (\\w+) = s\\(\\s*" + TEXT);
  private static final Pattern ERROR =
      Pattern.compile("^  (\\w+): (?:s\\(\\s*" + TEXT + "|([A-Z_]+),)", Pattern.MULTILINE);
  private static final Pattern OF_THE_PAGE =
      Pattern.compile("\\bpage\\b|[Rr]eload|console|My account");
  private static final String NOTHING_ELSE =
      "It is not in a state that allows this now: look at its record again.";

  /** The resource is no second source: change the page's sentence, then this tells what to copy. */
  @Test
  void shouldSayWhatThePageSays_exceptWhereItSpeaksOfItself() throws IOException {
    String page = page();
    Map<String, String> shared = new HashMap<>();
    for (Matcher found = SHARED.matcher(page); found.find(); ) {
      shared.put(found.group(1), plain(found.group(2)));
    }
    Map<String, String> expected = new HashMap<>();
    for (Matcher found = ERROR.matcher(page); found.find(); ) {
      String whole = found.group(2) != null ? plain(found.group(2)) : shared.get(found.group(3));
      expected.put(found.group(1), withoutThePage(whole));
    }

    assertThat(expected).hasSizeGreaterThan(150);
    assertThat(Refusals.sentences()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void shouldShowIdentifiersInHexAndSayWhatItMeans_whenAnInstitutionHasVoted() {
    String order = "9e280b7a0e5f6d0a7ab1c0d1cbf1c1f0" + "4c".repeat(16);
    String data = selector() + order + "0".repeat(24) + "5c".repeat(20);

    String words =
        Failures.describe(
                new EvmException.CallReverted("0x1003", GovernanceErrors.all().decode(data)))
            .getMessage();

    assertThat(words)
        .contains("InstitutionHasVoted(", "0x" + order)
        .contains("Your institution has already voted on this order.")
        .doesNotContain(new BigInteger(order, 16).toString());
  }

  private static String selector() {
    return io.govchain.evm.encoding.Keccak.ofText("InstitutionHasVoted(uint256,bytes32)")
        .substring(0, 10);
  }

  private static String page() throws IOException {
    try (Stream<Path> files = Files.list(PAGE)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".ts")).sorted().toList();
      StringBuilder all = new StringBuilder();
      for (Path source : sources) {
        all.append(Files.readString(source));
      }
      return all.toString();
    }
  }

  private static String plain(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private static String withoutThePage(String whole) {
    String kept =
        Stream.of(whole.split("(?<=[.!?]) "))
            .filter(sentence -> !OF_THE_PAGE.matcher(sentence).find())
            .collect(Collectors.joining(" "));
    return kept.isEmpty() ? NOTHING_ELSE : kept;
  }
}
