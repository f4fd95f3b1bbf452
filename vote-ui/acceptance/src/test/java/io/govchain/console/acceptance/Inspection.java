package io.govchain.console.acceptance;

import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Looks at a page as people who do not see well, or see little of it, would meet it. */
final class Inspection {
  private static final String AXE = read();
  private static final String SERIOUS =
      """
      async ({ within, options }) => (await axe.run(within ?? document, { resultTypes: ['violations'], ...options })).violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, help, nodes }) => nodes.map(({ html, any }) =>
          `${id}: ${help}: ${html.slice(0, 160)} ${any.map(({ message }) => message).join('; ').slice(0, 160)}`))
      """;

  /** Whatever sticks out at the right, unless it scrolls in a frame of its own. */
  private static final String BEYOND =
      """
      () => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        const framed = element => {
          for (let e = element.parentElement; e; e = e.parentElement) {
            if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX)) return true;
          }
          return false;
        };
        const out = [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > width + 0.5 && !framed(e))
          .map(e => `${e.outerHTML.slice(0, 120)} ends at ${Math.round(e.getBoundingClientRect().right)}`);
        return [`the page is ${document.documentElement.scrollWidth} wide on ${width}`, ...out.slice(-5)];
      }
      """;

  /**
   * What of a screen that nobody scrolls is outside of it, or of the frame that it is in. Of a
   * list, an older entry may be left out whole.
   */
  private static final String CUT_OFF =
      """
      () => {
        const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
        const frames = element => {
          const found = [screen];
          for (let e = element.parentElement; e; e = e.parentElement) {
            if (getComputedStyle(e).overflowY !== 'visible') found.push(e.getBoundingClientRect());
          }
          return found;
        };
        const outside = (inner, frame) => inner.left < frame.left - 1 || inner.top < frame.top - 1
          || inner.right > frame.right + 1 || inner.bottom > frame.bottom + 1;
        return [...document.querySelectorAll('h1, h2, p, dt, dd, li, figcaption, svg, canvas')]
          .map(e => ({ e, box: e.getBoundingClientRect() }))
          .filter(({ e, box }) => !e.closest('li') || box.left < e.closest('ol').getBoundingClientRect().right)
          .filter(({ e, box }) => box.width > 0 && frames(e).some(frame => outside(box, frame)))
          .map(({ e, box }) => `${e.outerHTML.slice(0, 120)} ends at ${Math.round(box.right)}, ${Math.round(box.bottom)}`);
      }
      """;

  /** Columns that are seen only after scrolling a table sideways. */
  private static final String CUT =
      """
      () => [...document.querySelectorAll('main .ant-table-content')]
        .filter(e => e.scrollWidth > e.clientWidth + 1)
        .map(e => `${e.querySelector('table')?.textContent?.slice(0, 80)}: ${e.scrollWidth} wide on ${e.clientWidth}`)
      """;

  private Inspection() {}

  /** Serious and critical findings of axe. */
  static List<String> barriers(Page page) {
    return barriers(page, Map.of("options", Map.of()));
  }

  /** The same within this part of the page, where the rest of it was looked at before. */
  static List<String> barriersWithin(Page page, String part) {
    return barriers(page, Map.of("within", part, "options", Map.of()));
  }

  /** The same of what depends on the light alone: colours and what is told by them. */
  static List<String> dimness(Page page) {
    return barriers(
        page,
        Map.of("options", Map.of("runOnly", List.of("color-contrast", "link-in-text-block"))));
  }

  private static List<String> barriers(Page page, Map<String, Object> question) {
    page.evaluate(AXE);
    return strings(page.evaluate(SERIOUS, question));
  }

  /** What makes the page scroll sideways; empty when nothing does. */
  static List<String> beyondTheScreen(Page page) {
    return strings(page.evaluate(BEYOND));
  }

  /** What cannot be seen on a screen that nobody scrolls. */
  static List<String> cutOff(Page page) {
    return strings(page.evaluate(CUT_OFF));
  }

  /** Tables of which a part is beyond their frame. */
  static List<String> cutTables(Page page) {
    return strings(page.evaluate(CUT));
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private static String read() {
    try {
      return Files.readString(SourceTree.find("vote-ui/web/node_modules/axe-core/axe.min.js"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
