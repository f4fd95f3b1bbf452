package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The arguments of a step with a random salt, so that the digest in the plan tells nothing to those
 * who only see the plan.
 *
 * @param text exact JSON text: {@code ["<salt>",[<arguments>]]}
 * @param arguments the JSON array of arguments
 */
public record Disclosure(String text, JsonNode arguments) {

  private static final Pattern SALT = Pattern.compile("[A-Za-z0-9_-]{22,64}");

  /** Makes a disclosure with a fresh salt. */
  public static Disclosure of(JsonNode arguments, SecureRandom random) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    JsonNode pair = JsonNodeFactory.instance.arrayNode().add(Base64Url.encode(salt)).add(arguments);
    return parse(StrictJson.write(pair));
  }

  /**
   * Reads a disclosure received from anybody.
   *
   * @throws AmdpException {@code arguments-mismatch}
   */
  public static Disclosure parse(String text) {
    if (text.length() > MessageData.MAX_DISCLOSURE) {
      throw mismatch(
          "at most " + MessageData.MAX_DISCLOSURE + " characters", text.length() + " characters");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MessageData.MAX_DISCLOSURE_BYTES) {
      throw mismatch("at most " + MessageData.MAX_DISCLOSURE_BYTES + " bytes", bytes + " bytes");
    }
    JsonNode pair = StrictJson.parse(AmdpError.ARGUMENTS_MISMATCH, "disclosure", text);
    if (!pair.isArray() || pair.size() != 2 || !pair.get(0).isTextual() || !pair.get(1).isArray()) {
      throw mismatch("[\"<salt>\",[<arguments>]]", "another form");
    }
    if (!SALT.matcher(pair.get(0).textValue()).matches()) {
      throw mismatch("a salt of 22 to 64 of A-Z a-z 0-9 _ -", "another salt");
    }
    requireWholeNumbers(pair.get(1));
    return new Disclosure(text, pair.get(1));
  }

  /** Reads a disclosure and compares it with the digest in the plan. */
  public static Disclosure parse(String text, String digest) {
    Disclosure disclosure = parse(text);
    if (!disclosure.digest().equals(digest)) {
      throw mismatch("arguments of digest " + digest, "arguments of digest " + disclosure.digest());
    }
    return disclosure;
  }

  /** SHA-256 of the exact UTF-8 bytes of the text, 0x hex. */
  public String digest() {
    return Hex.sha256(text);
  }

  /** The arguments as JSON text. */
  public String argumentsJson() {
    return StrictJson.write(arguments);
  }

  /**
   * No chain's calls take fractions, and a few characters such as 1e999999999 would fill the
   * memory.
   */
  private static void requireWholeNumbers(JsonNode node) {
    if (node.isNumber() && !node.isIntegralNumber()) {
      throw mismatch("whole numbers without exponent, or strings", "another number");
    }
    node.forEach(Disclosure::requireWholeNumbers);
  }

  private static AmdpException mismatch(String expected, String actual) {
    return new AmdpException(AmdpError.ARGUMENTS_MISMATCH, "disclosure", expected, actual);
  }
}
