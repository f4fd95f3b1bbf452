package io.govchain.amdp;

import java.nio.charset.StandardCharsets;

/**
 * What proves a step. Opaque here: an adapter writes it, a verifier reads it.
 *
 * @param text exact text
 */
public record Evidence(String text) {

  public Evidence {
    requireLength("evidence", text);
  }

  /** Whether a message can carry a text as evidence. */
  public static boolean fits(String text) {
    return text.length() <= MessageData.MAX_EVIDENCE
        && text.getBytes(StandardCharsets.UTF_8).length <= MessageData.MAX_EVIDENCE;
  }

  static void requireLength(String where, String text) {
    Shape.text(where, text, MessageData.MAX_EVIDENCE);
    if (!fits(text)) {
      throw Shape.malformed(
          where,
          "at most " + MessageData.MAX_EVIDENCE + " bytes",
          text.getBytes(StandardCharsets.UTF_8).length + " bytes");
    }
  }

  /** SHA-256 of the exact UTF-8 bytes, 0x hex: what goes on the governance chain. */
  public String digest() {
    return digestOf(text);
  }

  /** The same of a text that may be too long for a message. */
  public static String digestOf(String text) {
    return Hex.sha256(text);
  }

  /** Evidence that was announced by its digest; refuses any other text. */
  public static Evidence of(String text, String announcedDigest) {
    requireDigest("evidence", text, announcedDigest);
    return new Evidence(text);
  }

  static void requireDigest(String where, String text, String announced) {
    String actual = Hex.sha256(text);
    if (!actual.equals(announced)) {
      throw new AmdpException(
          AmdpError.EVIDENCE_MISMATCH,
          where,
          "text of digest " + announced,
          "text of digest " + actual);
    }
  }
}
