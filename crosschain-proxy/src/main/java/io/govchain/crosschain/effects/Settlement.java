package io.govchain.crosschain.effects;

import io.govchain.amdp.Evidence;

/**
 * How people settled what could not be undone.
 *
 * @param digest SHA-256 of the text's UTF-8 bytes, which goes on the record
 */
public record Settlement(String digest, String text) {

  /** A settlement in these words; all parties must use the very same. */
  public static Settlement of(String text) {
    return new Settlement(new Evidence(text).digest(), text);
  }
}
