package io.govchain.console.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.pages.Reading;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every main page, form and dialog, for everybody: with any screen, in any light, with or without a
 * mouse.
 */
@Acceptance
@Order(3)
class MainPagesTest {
  private static final List<Look.Size> SCREENS = List.of(Look.Size.DESK, Look.Size.PHONE);

  private static final int PARTS = 3;

  /** Loaded once in each language; screens and lights are changed where the page is. */
  static List<Look> looks() {
    return List.of(Look.USUAL, Look.CHINESE_PHONE);
  }

  /** All of them in one test take longer than a test may where much else runs. */
  static Stream<Arguments> looksAndParts() {
    return looks().stream()
        .flatMap(look -> IntStream.range(0, PARTS).mapToObj(part -> Arguments.of(look, part)));
  }

  @ParameterizedTest
  @MethodSource("looksAndParts")
  void shouldHaveNoBarrierAndFitTheScreen_whenAnyMainPageIsOpen(
      Look look, int part, World world, People people) {
    Furnishing.of(world);
    List<MainPage> all = MainPage.of(world);
    lookAt(
        IntStream.range(0, all.size()).filter(at -> at % PARTS == part).mapToObj(all::get).toList(),
        people.somebody(look));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void shouldHaveNoBarrierAndFitTheScreen_whenSomebodyActs(Look look, World world, People people) {
    Furnishing.of(world);
    lookAt(Scene.of(world), people.somebody(look));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void shouldHaveNoBarrier_whenASearchInARegisterFindsNothing(
      Look look, World world, People people) {
    Visitor visitor = people.somebody(look);
    Page page = visitor.open("/join/setup");
    Reading.of(visitor).isComplete();
    Locator search = page.locator("main .ant-select input").first();
    search.fill("nobody is called like that");
    assertThat(page.getByTestId("nothing-found").first()).not().isEmpty();
    assertThat(search).hasAttribute("aria-expanded", "false");

    for (Look.Theme theme : Look.Theme.values()) {
      visitor.by(theme);
      assertThat(Inspection.barriers(page)).as("barriers in the %s", theme).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WALL", "LARGE_WALL"})
  void shouldShowEverythingAtOnce_whenTheWallIsAsLargeAsThat(
      Look.Size size, World world, People people) {
    Furnishing.of(world);
    for (Look.Language language : Look.Language.values()) {
      Visitor visitor = people.somebody(Look.USUAL.in(language).on(size));
      Page page = visitor.open("/wall");
      Reading.of(visitor).isComplete();
      assertThat(Inspection.cutOff(page)).as("cut off on %s in %s", size, language).isEmpty();
    }
  }

  /**
   * Over HTTP/1.1 a browser makes six connections to the console, for all pages together: one that
   * never ends for each page would leave none to the seventh.
   */
  @Test
  void shouldAnswerAndTellEveryPage_whenMoreAreOpenThanABrowserHasConnections(
      World world, People people) {
    Visitor visitor = people.somebody(Look.USUAL);
    String stream = world.console().address().resolve("/v1/events").toString();
    List<Page> pages =
        IntStream.range(0, 7).mapToObj(number -> visitor.openBeside("/topology")).toList();
    pages.forEach(MainPagesTest::isLive);
    assertThat(visitor.traffic().asked(stream)).as("streams of seven pages").isEqualTo(1);

    pages.getFirst().close();

    List<Page> left = pages.subList(1, pages.size());
    left.getLast().waitForCondition(() -> visitor.traffic().asked(stream) == 2);
    left.forEach(MainPagesTest::isLive);
  }

  private static void isLive(Page page) {
    Locator status = page.locator("[role=status]");
    assertThat(status.getByText("live", new Locator.GetByTextOptions().setExact(true))).isVisible();
  }

  private static void lookAt(List<? extends Sight> sights, Visitor visitor) {
    SoftAssertions all = new SoftAssertions();
    List<String> headings = new ArrayList<>();
    for (Sight sight : sights) {
      visitor.on(visitor.look().size());
      Page page = sight.open(visitor);
      headings.add(page.locator("h1").first().textContent());
      for (Look.Size screen : SCREENS) {
        visitor.on(screen);
        Reading.of(visitor).isComplete();
        inspect(visitor, sight, screen, all);
      }
    }
    all.assertAll();
    assertThat(headings)
        .doesNotContainNull()
        .allSatisfy(heading -> assertThat(heading).isNotBlank());
  }

  private static void inspect(Visitor visitor, Sight sight, Look.Size screen, SoftAssertions all) {
    String what = "%s on %s".formatted(sight, screen);
    Page page = visitor.page();
    visitor.by(Look.Theme.LIGHT);
    all.assertThat(Inspection.barriers(page)).as("barriers: %s", what).isEmpty();
    visitor.by(Look.Theme.DARK);
    all.assertThat(Inspection.dimness(page)).as("barriers in the dark: %s", what).isEmpty();
    all.assertThat(Inspection.beyondTheScreen(page)).as("wider than %s", what).isEmpty();
    if (screen == Look.Size.DESK) {
      all.assertThat(Inspection.cutTables(page)).as("columns cut: %s", what).isEmpty();
    }
  }
}
