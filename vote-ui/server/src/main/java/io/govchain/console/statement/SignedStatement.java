package io.govchain.console.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A statement as the page sends it: EIP-712, domain {@code Govchain Console} version 1 of the
 * governance chain.
 *
 * @param console origin of the page that it was signed on, such as {@code https://console.example}:
 *     what is said to one console is nothing said to another
 * @param account who says to have signed it
 * @param subject what it is about: an alert's number, a transaction, a digest
 * @param issuedAt seconds
 * @param nonce 32 bytes, used once by the account
 */
public record SignedStatement(
    String account,
    String console,
    String action,
    String subject,
    String text,
    long issuedAt,
    String nonce,
    String signature) {
  /** A header that holds a statement: base64url of its JSON. */
  public static final String HEADER = "x-govchain-statement";

  private static final String DOMAIN = "EIP712Domain(string name,string version,uint256 chainId)";
  private static final String TYPE =
      "Statement(string console,string action,string subject,string text,uint256 issuedAt,"
          + "bytes32 nonce)";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException {@code statement-malformed}; {@code statement-elsewhere} if it was
   *     made for another console than the one that is asked
   */
  public static SignedStatement of(Request request) {
    return of(request.json()).madeFor(request);
  }

  private SignedStatement madeFor(Request request) {
    String called = request.headers().getOrDefault("host", "");
    String named = console.substring(console.indexOf("://") + 3);
    if (!named.equalsIgnoreCase(called)) {
      throw new ProblemException(
          Problem.of("statement-elsewhere", 403, "the statement was made for another console")
              .expected("the console at " + called)
              .actual(console));
    }
    return this;
  }

  /** What a page sends. */
  static SignedStatement of(JsonNode json) {
    String account = text(json, "account", "0x[0-9a-fA-F]{40}");
    String nonce = text(json, "nonce", "0x[0-9a-f]{64}");
    String signature = text(json, "signature", "0x[0-9a-fA-F]{130}");
    JsonNode issuedAt = json.path("issuedAt");
    if (!issuedAt.isIntegralNumber() || !issuedAt.canConvertToLong() || issuedAt.asLong() < 0) {
      throw malformed("issuedAt", "seconds", issuedAt.toString());
    }
    return new SignedStatement(
        account.toLowerCase(Locale.ROOT),
        text(json, "console", "https?://[A-Za-z0-9.:\\[\\]-]{1,300}"),
        text(json, "action", "(?s).{1,64}"),
        text(json, "subject", "(?s).{1,200}"),
        text(json, "text", "(?s).{0,4000}"),
        issuedAt.asLong(),
        nonce,
        signature.toLowerCase(Locale.ROOT));
  }

  /** Reads what {@link #json} wrote: a statement that was checked when it came. */
  public static SignedStatement parse(String json) {
    try {
      return of(JSON.readTree(json));
    } catch (JsonProcessingException wrong) {
      throw new IllegalStateException("a kept statement is no JSON", wrong);
    }
  }

  /** As the page sends it, for whoever wants to check the signature. */
  public String json() {
    return JSON.createObjectNode()
        .put("account", account)
        .put("console", console)
        .put("action", action)
        .put("subject", subject)
        .put("text", text)
        .put("issuedAt", issuedAt)
        .put("nonce", nonce)
        .put("signature", signature)
        .toString();
  }

  /** The value of {@link #HEADER}. */
  public String header() {
    byte[] json = json().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /** Reads the header of a request. */
  public static SignedStatement ofHeader(Request request) {
    String header = request.headers().get(HEADER);
    try {
      String unpadded = header.replace("=", "");
      String json = new String(Base64.getUrlDecoder().decode(unpadded), StandardCharsets.UTF_8);
      return of(JSON.readTree(json)).madeFor(request);
    } catch (JsonProcessingException | IllegalArgumentException wrong) {
      throw malformed(HEADER, "base64url of JSON", String.valueOf(wrong.getMessage()));
    }
  }

  /** What is signed on this chain. */
  public byte[] digest(long chainId) {
    String domain =
        TypedHash.ofWords(
            TypedHash.ofText(DOMAIN),
            TypedHash.ofText("Govchain Console"),
            TypedHash.ofText("1"),
            TypedHash.word(BigInteger.valueOf(chainId)));
    String struct =
        TypedHash.ofWords(
            TypedHash.ofText(TYPE),
            TypedHash.ofText(console),
            TypedHash.ofText(action),
            TypedHash.ofText(subject),
            TypedHash.ofText(text),
            TypedHash.word(BigInteger.valueOf(issuedAt)),
            nonce);
    return TypedHash.digest(domain, struct);
  }

  /** The address that signed it on this chain; empty if no key could have. */
  public Optional<String> signer(long chainId) {
    return TypedHash.signer(digest(chainId), signature);
  }

  private static String text(JsonNode json, String name, String pattern) {
    JsonNode value = json.path(name);
    if (!value.isTextual() || !value.textValue().matches(pattern)) {
      String actual = value.isMissingNode() ? "nothing" : value.toString();
      throw malformed(name, pattern, actual.substring(0, Math.min(200, actual.length())));
    }
    return value.textValue();
  }

  private static ProblemException malformed(String what, String expected, String actual) {
    return new ProblemException(
        Problem.of("statement-malformed", 400, "the signed statement cannot be read: " + what)
            .expected(expected)
            .actual(actual));
  }
}
