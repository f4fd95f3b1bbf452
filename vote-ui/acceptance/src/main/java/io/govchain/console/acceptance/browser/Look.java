package io.govchain.console.acceptance.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** How somebody looks at the console; the browser tells it so, nobody has to choose in the page. */
public record Look(Language language, Size size, Theme theme) {
  /** English, on a desk, by day. */
  public static final Look USUAL = new Look(Language.ENGLISH, Size.DESK, Theme.LIGHT);

  /** The same in Chinese on a phone. */
  public static final Look CHINESE_PHONE = new Look(Language.CHINESE, Size.PHONE, Theme.LIGHT);

  /** A language of the page. */
  public enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en-GB");

    private final String tag;

    Language(String tag) {
      this.tag = tag;
    }

    String tag() {
      return tag;
    }

    /** {@code zh} or {@code en}. */
    public String code() {
      return tag.substring(0, 2).toLowerCase(Locale.ROOT);
    }
  }

  /** A screen, in pixels. */
  public enum Size {
    PHONE(360, 740),
    DESK(1280, 800),
    WALL(1920, 1080),
    LARGE_WALL(3840, 2160);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }
  }

  /** Light or dark. */
  public enum Theme {
    LIGHT(ColorScheme.LIGHT),
    DARK(ColorScheme.DARK);

    private final ColorScheme scheme;

    Theme(ColorScheme scheme) {
      this.scheme = scheme;
    }

    ColorScheme scheme() {
      return scheme;
    }
  }

  /** The same in another language. */
  public Look in(Language other) {
    return new Look(other, size, theme);
  }

  /** The same on another screen. */
  public Look on(Size other) {
    return new Look(language, other, theme);
  }

  /** The same in another theme. */
  public Look by(Theme other) {
    return new Look(language, size, other);
  }
}
