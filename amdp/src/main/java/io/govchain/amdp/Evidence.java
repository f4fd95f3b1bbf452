package io.govchain.amdp;

/**
 * What proves a step. Opaque here: an adapter writes it, a verifier reads it.
 *
 * @param text exact text
 */
public record Evidence(String text) {

  public Evidence {
    Shape.text("evidence", text, MessageData.MAX_EVIDENCE);
  }

  /** SHA-256 of the exact UTF-8 bytes, 0x hex: what goes on the governance chain. */
  public String digest() {
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
