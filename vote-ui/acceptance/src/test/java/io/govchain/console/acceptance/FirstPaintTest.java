package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.acceptance.browser.Browsing;
import io.govchain.console.acceptance.world.World;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** How much a newcomer loads; how long it takes is measured where nothing else runs. */
@Acceptance
@Order(6)
class FirstPaintTest {
  private static final long MOST_BYTES = 600_000;

  @Test
  void shouldLoadLittle_whenTheConsoleIsOpenedForTheFirstTime(World world, Browsing browsing) {
    FirstPaint.Figures figures = FirstPaint.measure(browsing, world.console().address(), 3);

    assertThat(figures.milliseconds()).hasSize(3).allMatch(each -> each > 0).isSorted();
    assertThat(figures.median()).isLessThanOrEqualTo(figures.worst());
    assertThat(figures.bytes()).isBetween(10_000L, MOST_BYTES);
    assertThat(figures.browser()).startsWith("Chromium ");
  }
}
