package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SmallPngTest {
  private static final int SIDE = 200;

  @Test
  void shouldKeepEveryPixel_whenThereAreFewColours() throws IOException {
    BufferedImage few = picture(i -> i % 3 == 0 ? 0x0b57b7 : i % 3 == 1 ? 0xffffff : 0xb4231a);

    BufferedImage kept = read(SmallPng.of(png(few)));

    assertThat(pixels(kept)).isEqualTo(pixels(few));
  }

  @Test
  void shouldBeSmallerAndLookTheSame_whenThereAreManyColours() throws IOException {
    Random random = new Random(7);
    BufferedImage many = picture(i -> 0x404040 + random.nextInt(0x40) * 0x010101 + i % 7);

    byte[] small = SmallPng.of(png(many));

    assertThat(small.length).isLessThan(png(many).length / 2);
    int[] before = pixels(many);
    int[] after = pixels(read(small));
    assertThat(IntStream.range(0, before.length))
        .allMatch(i -> difference(before[i], after[i]) < 16);
  }

  private static int difference(int one, int other) {
    return IntStream.of(0, 8, 16)
        .map(shift -> Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)))
        .max()
        .orElseThrow();
  }

  private static BufferedImage picture(IntUnaryOperator colour) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      picture.setRGB(i % SIDE, i / SIDE, colour.applyAsInt(i));
    }
    return picture;
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
