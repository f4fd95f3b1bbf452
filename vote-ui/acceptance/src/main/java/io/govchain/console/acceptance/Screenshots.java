package io.govchain.console.acceptance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.govchain.console.acceptance.browser.Browsing;
import io.govchain.console.acceptance.browser.Chromium;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.SourceTree;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code govchain screenshots}: pictures of each main page, and of what who acts is shown. */
public final class Screenshots {
  private static final String USAGE =
      """
      Usage: govchain screenshots [DIRECTORY]
      Starts a consortium with a console on this machine and takes a picture of each main page,
      of forms and of what is shown before a signature, in Chinese and English, some on a phone.
      DIRECTORY: default docs/images of the source.
      """;

  /** As a consortium has it: two blocks never have the same time. */
  private static final Duration BLOCK_TIME = Duration.ofSeconds(1);

  private static final int USAGE_ERROR = 2;
  private static final int NO_BROWSER = 5;
  private static final List<String> ON_A_PHONE =
      List.of(
          "dashboard",
          "orders",
          "order",
          "vote",
          "signing",
          "pipeline",
          "transaction",
          "escalation",
          "identity",
          "join");

  private Screenshots() {}

  /** Arguments: none, or a directory. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 1 || (arguments.length == 1 && arguments[0].startsWith("-"))) {
      System.out.print(USAGE);
      System.exit(arguments.length == 1 && arguments[0].equals("--help") ? 0 : USAGE_ERROR);
    }
    Chromium chromium = Chromium.find();
    if (chromium.program().isEmpty()) {
      System.err.println("govchain screenshots: " + chromium.missing());
      System.exit(NO_BROWSER);
    }
    Path directory =
        arguments.length == 1 ? Path.of(arguments[0]) : SourceTree.find("docs").resolve("images");
    Files.createDirectories(directory);
    Path home = Files.createTempDirectory("govchain-screenshots");
    try (World world = World.create(home, BLOCK_TIME, System.out::println);
        Browsing browsing = Browsing.start(chromium.program().get())) {
      Furnishing.of(world);
      take(world, browsing, directory);
    }
    System.exit(0);
  }

  private static void take(World world, Browsing browsing, Path directory) throws IOException {
    for (Look.Language language : Look.Language.values()) {
      for (Sight page : Sight.of(world)) {
        Look look = Look.USUAL.in(language);
        take(world, browsing, look, page, directory.resolve(file(page, language, "")));
        if (ON_A_PHONE.contains(page.name())) {
          Look small = look.on(Look.Size.PHONE);
          take(world, browsing, small, page, directory.resolve(file(page, language, "-phone")));
        }
      }
    }
  }

  private static String file(Sight page, Look.Language language, String suffix) {
    return "console-%s%s.%s.png".formatted(page.name(), suffix, language.code());
  }

  private static void take(World world, Browsing browsing, Look look, Sight page, Path file)
      throws IOException {
    try (Visitor visitor = browsing.visitor(world.console().address(), look)) {
      page.open(visitor);
      byte[] picture =
          visitor
              .page()
              .screenshot(
                  new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
      Files.write(file, SmallPng.of(picture));
      System.out.printf("%s, %d KB%n", file, Files.size(file) / 1024);
    }
  }
}
