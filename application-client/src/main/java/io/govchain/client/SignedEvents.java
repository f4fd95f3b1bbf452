package io.govchain.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.SignedEvent;
import java.util.HexFormat;
import java.util.Optional;

/** What a webhook receives, checked. */
public final class SignedEvents {
  private SignedEvents() {}

  /**
   * The event in a webhook's request, once it is sure that this proxy sent it to this application.
   * Events come at least once and in order: drop those whose number is not above the last one that
   * was dealt with.
   *
   * @param body the request's body as it came
   * @param proxyPublicKey key registered for the proxy's account: 0x, optionally 04, and X and Y
   * @param service path of the proxy
   * @param application path of the application
   * @throws AmdpException with the stable code of what is wrong
   * @throws IllegalArgumentException if it is genuine but of another proxy or for another
   *     application
   */
  public static TransactionEvent verified(
      byte[] body, String proxyPublicKey, String service, String application) {
    JsonNode json = SignedEvent.verified(body, key(proxyPublicKey));
    require("service", service, json);
    require("application", application, json);
    return TransactionEvent.of(json);
  }

  /**
   * {@link #verified}, and an empty result for a repetition: an event that came again because its
   * answer was lost, or that somebody else sent again.
   *
   * @param lastDealtWith number of the last event that was dealt with, kept with what came of it; 0
   *     before the first
   */
  public static Optional<TransactionEvent> verifiedAfter(
      long lastDealtWith, byte[] body, String proxyPublicKey, String service, String application) {
    return Optional.of(verified(body, proxyPublicKey, service, application))
        .filter(event -> event.number() > lastDealtWith);
  }

  private static void require(String member, String expected, JsonNode json) {
    String actual = json.path(member).asText();
    if (!actual.equals(expected)) {
      throw new IllegalArgumentException(
          "signed event: expected %s %s, actual %s".formatted(member, expected, actual));
    }
  }

  private static byte[] key(String hex) {
    if (!hex.matches("0x(04)?[0-9a-fA-F]{128}")) {
      throw new IllegalArgumentException(
          "proxyPublicKey: expected 0x, optionally 04, and 128 hex digits, actual " + hex);
    }
    return HexFormat.of().parseHex(hex, hex.length() - 128, hex.length());
  }
}
