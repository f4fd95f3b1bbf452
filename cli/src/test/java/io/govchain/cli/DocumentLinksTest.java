package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the documents send their readers is something: the file, and the heading in it. */
class DocumentLinksTest {
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.*?)\\s*$");
  private static final Pattern LINKED = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  @Test
  void shouldFindWhatALinkNames_whenADocumentHasIt() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    Path root = Path.of("..").toRealPath();
    for (Path document : documents(root)) {
      Matcher found = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""));
      while (found.find()) {
        String link = found.group(1);
        if (!ELSEWHERE.matcher(link).matches()) {
          links++;
          if (!leadsSomewhere(document, link)) {
            broken.add(root.relativize(document) + ": " + link);
          }
        }
      }
    }
    assertThat(broken).as("links to what is not there").isEmpty();
    assertThat(links).isGreaterThan(100);
  }

  @Test
  void shouldNameAHeadingAsABrowserDoes_whenItHasSignsAndWords() {
    assertThat(
            anchors("# One\n\n## What *you*: `need` not!\n\n## One\n\n```\n# none\n```\n## 二、表决\n"))
        .containsExactlyInAnyOrder("one", "one-1", "what-you-need-not", "二表决");
  }

  private static List<Path> documents(Path root) throws IOException {
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(Stream.of(root.resolve("README.md"), root.resolve("CHANGELOG.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static boolean leadsSomewhere(Path document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return parts.length == 1
        || !file.toString().endsWith(".md")
        || anchors(Files.readString(file)).contains(parts[1]);
  }

  /** Of headings: letters, digits and hyphens of their words; one that comes again is numbered. */
  private static Set<String> anchors(String text) {
    Map<String, Integer> times = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(text.replaceAll("(?s)```.*?```", ""));
    while (heading.find()) {
      String words = LINKED.matcher(heading.group(1)).replaceAll("$1").toLowerCase(Locale.ROOT);
      String anchor = words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      int before = times.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }
}
