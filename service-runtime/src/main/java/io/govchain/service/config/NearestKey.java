package io.govchain.service.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known key that a mistyped one was probably meant to be. */
final class NearestKey {
  private NearestKey() {}

  static String to(String unknown, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(unknown, candidate)))
        .orElse("");
  }

  /** Levenshtein distance, letters compared without case. */
  static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        boolean same =
            Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
        int substituted = previous[j - 1] + (same ? 0 : 1);
        current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
