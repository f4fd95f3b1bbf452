package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.pages.Examiner;
import io.govchain.console.acceptance.pages.Reading;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor verifies what a transaction rests on, when she likes and by herself. */
@Acceptance
@Order(7)
class EvidenceTest {
  private static final Look CHINESE = Look.USUAL.in(Look.Language.CHINESE);

  @Test
  void shouldBeOnPaperWithAllItsParts_whenTheReportIsPrinted(World world, People people) {
    Furnishing.of(world);
    for (Look look : List.of(Look.USUAL, CHINESE)) {
      Visitor auditor = people.somebody(look);
      Page page = auditor.open("/audit/report");
      page.locator("form .plain-button").first().click();
      page.locator(".report-actions button").first().waitFor();
      Reading.of(auditor).isComplete();

      PrintedReport printed = PrintedReport.of(page);

      assertThat(printed.sheets()).as("sheets").isBetween(2, 100);
      assertThat(printed.headings())
          .as("headings on paper")
          .hasSizeGreaterThan(8)
          .containsExactlyInAnyOrderElementsOf(PrintedReport.headingsOf(page));
      assertThat(printed.text())
          .contains(world.registry().code(), world.sights().escalated().substring(2))
          .doesNotContain(page.locator(".report-actions button").first().textContent());
    }
  }

  @Test
  void shouldBeProven_whenTheOwnProxyHandsTheEvidenceOut(World world, People people) {
    Furnishing.of(world);
    Examiner auditor = Examiner.at(people.somebody(Look.USUAL));
    auditor.opens("/audit").follows("/audit/evidence");
    auditor.looksUp(world.sights().settled());

    assertThat(auditor.pieces()).isEqualTo(2);
    for (int piece = 0; piece < 2; piece++) {
      auditor.chooses(piece).takesItFromTheProxy();
      auditor.isTold("PROVEN", "Proven").seesThat("page-digest", true).seesThat("block", true);
    }
  }

  @Test
  void shouldTellTheGoodFileFromTheForged_whenTheAuditorHandsThemIn(
      World world, People people, @TempDir Path directory) throws IOException {
    Furnishing.of(world);
    String transaction = world.sights().settled();
    Examiner auditor = Examiner.at(people.somebody(CHINESE));
    auditor.opens("/audit").follows("/audit/evidence");
    auditor.looksUp(transaction);
    String evidence = evidence(auditor, transaction);
    Path good = Files.writeString(directory.resolve("good.json"), evidence);
    Path forged = Files.writeString(directory.resolve("forged.json"), forged(evidence));
    Path nonsense = Files.write(directory.resolve("nonsense.json"), new byte[] {1, 2, 3});

    auditor.handsIn(good).isTold("PROVEN", "已证实").seesThat("page-digest", true);
    auditor.handsIn(forged).isTold("NOT_PROVEN", "未证实").seesThat("page-digest", false);
    auditor.handsIn(nonsense).isTold("NOT_PROVEN", "未证实").seesThat("proof", false);
    auditor.handsIn(good).isTold("PROVEN", "已证实");
  }

  @Test
  void shouldNotBeProven_whenItIsTheEvidenceOfAnotherStep(
      World world, People people, @TempDir Path directory) throws IOException {
    Furnishing.of(world);
    Examiner auditor = Examiner.at(people.somebody(Look.USUAL));
    auditor.opens("/audit").follows("/audit/evidence");
    auditor.looksUp(world.sights().settled());
    String evidence = evidence(auditor, world.sights().settled());
    Path file = Files.writeString(directory.resolve("other.json"), evidence);

    auditor.chooses(1).handsIn(file);

    auditor.isTold("NOT_PROVEN", "does not prove").seesThat("page-digest", false);
  }

  /** The chosen piece, as the own proxy holds it. */
  private static String evidence(Examiner auditor, String transaction) throws IOException {
    APIResponse answer =
        auditor
            .page()
            .request()
            .get("/v1/transactions/%s/evidence/%s".formatted(transaction, auditor.digest()));
    return new ObjectMapper().readTree(answer.body()).path("text").asText();
  }

  /** One digit in its middle is another. */
  private static String forged(String evidence) {
    byte[] bytes = evidence.getBytes(StandardCharsets.UTF_8);
    int middle = bytes.length / 2;
    while (bytes[middle] < '0' || bytes[middle] > '8') {
      middle++;
    }
    bytes[middle]++;
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
