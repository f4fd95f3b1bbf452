package io.govchain.console.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a page ended: the sorting values of its last item, and which list they are of. */
final class Cursors {
  private Cursors() {}

  static String of(String list, long... keys) {
    String text = list + Arrays.stream(keys).mapToObj(key -> ":" + key).reduce("", String::concat);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The values; empty for the first page. */
  static Optional<long[]> read(PageRequest request, String list, int count) {
    return request.cursor().map(cursor -> read(cursor, list, count));
  }

  private static long[] read(String cursor, String list, int count) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split(":", -1);
      if (parts.length != count + 1 || !parts[0].equals(list)) {
        throw new CursorException(cursor);
      }
      return Arrays.stream(parts, 1, parts.length).mapToLong(Long::parseLong).toArray();
    } catch (IllegalArgumentException malformed) {
      throw new CursorException(cursor);
    }
  }

  /** A page of the first items; one more was asked for, to see whether there are further ones. */
  static <T> Page<T> page(
      List<T> found,
      PageRequest request,
      OptionalLong total,
      java.util.function.Function<T, String> cursor) {
    boolean more = found.size() > request.limit();
    List<T> items = more ? found.subList(0, request.limit()) : found;
    return new Page<>(
        items, more ? Optional.of(cursor.apply(items.getLast())) : Optional.empty(), total);
  }

  /** A page of a list that is held in memory; the cursor is a place in it. */
  static <T> Page<T> slice(List<T> all, PageRequest request, String list) {
    int from = (int) Math.min(all.size(), read(request, list, 1).map(keys -> keys[0]).orElse(0L));
    if (from < 0) {
      throw new CursorException(request.cursor().orElse(""));
    }
    int to = Math.min(all.size(), from + request.limit());
    return new Page<>(
        all.subList(from, to),
        to < all.size() ? Optional.of(of(list, to)) : Optional.empty(),
        OptionalLong.of(all.size()));
  }
}
