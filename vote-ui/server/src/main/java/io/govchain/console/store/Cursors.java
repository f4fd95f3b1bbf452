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

  /** The place of a record in a register: registered by which event, and its label and id. */
  record Place(long event, String label, String id) {}

  static String of(String list, long... keys) {
    return encoded(
        list + Arrays.stream(keys).mapToObj(key -> ":" + key).reduce("", String::concat));
  }

  /** Labels have colons in them; ids have none. */
  static String of(String list, Place place) {
    return encoded("%s:%d:%s:%s".formatted(list, place.event(), place.id(), place.label()));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place; empty for the first page. */
  static Optional<Place> place(PageRequest request, String list) {
    return request.cursor().map(cursor -> place(cursor, list));
  }

  private static Place place(String cursor, String list) {
    try {
      String[] parts = decoded(cursor).split(":", 4);
      if (parts.length != 4 || !parts[0].equals(list)) {
        throw new CursorException(cursor);
      }
      return new Place(Long.parseLong(parts[1]), parts[3], parts[2]);
    } catch (IllegalArgumentException malformed) {
      throw new CursorException(cursor);
    }
  }

  private static String decoded(String cursor) {
    return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
  }

  /** The values; empty for the first page. */
  static Optional<long[]> read(PageRequest request, String list, int count) {
    return request.cursor().map(cursor -> read(cursor, list, count));
  }

  private static long[] read(String cursor, String list, int count) {
    try {
      String[] parts = decoded(cursor).split(":", -1);
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
}
