package io.govchain.console.acceptance;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Makes a picture of a page small enough to be kept beside its source: 256 colours, which a page of
 * text and lines hardly has.
 */
final class SmallPng {
  private static final int COLOURS = 256;

  private SmallPng() {}

  /** Colours that differ little count as one: their mean, as they occur. */
  private static final class Shade {
    private long red;
    private long green;
    private long blue;
    private long pixels;

    void add(int rgb) {
      red += rgb >> 16 & 0xff;
      green += rgb >> 8 & 0xff;
      blue += rgb & 0xff;
      pixels++;
    }

    int mean() {
      return (int)
          (Math.round((double) red / pixels) << 16
              | Math.round((double) green / pixels) << 8
              | Math.round((double) blue / pixels));
    }

    long pixels() {
      return pixels;
    }
  }

  /** The same picture with the colours that occur most. */
  static byte[] of(byte[] png) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    int[] pixels = full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
    Map<Integer, Shade> shades = new HashMap<>();
    for (int pixel : pixels) {
      shades.computeIfAbsent(bucket(pixel), ignored -> new Shade()).add(pixel);
    }
    int[] palette =
        shades.values().stream()
            .sorted(Comparator.comparingLong(Shade::pixels).reversed())
            .limit(COLOURS)
            .mapToInt(Shade::mean)
            .toArray();
    return write(full, pixels, palette, nearest(shades, palette));
  }

  private static byte[] write(
      BufferedImage full, int[] pixels, int[] palette, Map<Integer, Integer> nearest)
      throws IOException {
    IndexColorModel colours =
        new IndexColorModel(8, palette.length, Arrays.copyOf(palette, COLOURS), 0, false, -1, 0);
    BufferedImage small =
        new BufferedImage(
            full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
    for (int i = 0; i < pixels.length; i++) {
      small
          .getRaster()
          .setSample(i % full.getWidth(), i / full.getWidth(), 0, nearest.get(bucket(pixels[i])));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(small, "png", out);
    return out.toByteArray();
  }

  private static Map<Integer, Integer> nearest(Map<Integer, Shade> shades, int[] palette) {
    Map<Integer, Integer> nearest = new HashMap<>();
    List<Integer> indices = IntStream.range(0, palette.length).boxed().toList();
    shades.forEach(
        (bucket, shade) ->
            nearest.put(
                bucket,
                indices.stream()
                    .min(Comparator.comparingInt(i -> distance(palette[i], shade.mean())))
                    .orElseThrow()));
    return nearest;
  }

  /** Eight levels of each colour apart. */
  private static int bucket(int rgb) {
    return rgb & 0xf8f8f8;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 0xff) - (other >> 16 & 0xff);
    int green = (one >> 8 & 0xff) - (other >> 8 & 0xff);
    int blue = (one & 0xff) - (other & 0xff);
    return red * red + green * green + blue * blue;
  }
}
