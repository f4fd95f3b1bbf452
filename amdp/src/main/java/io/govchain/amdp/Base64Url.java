package io.govchain.amdp;

import java.util.Base64;

/**
 * Base64url without padding, of which only the canonical spelling is taken: one value, one text.
 */
final class Base64Url {

  private Base64Url() {}

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] decode(AmdpError code, String where, String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, together with text that decodes but is not canonical.
    }
    throw new AmdpException(
        code,
        where,
        "canonical base64url without padding",
        text.isEmpty() ? "an empty text" : text);
  }
}
