package io.govchain.console.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every answer tells a browser. Scripts come from here alone and never from a page's text: a
 * text that somebody put on the chain cannot become one.
 */
public final class SecurityHeaders {
  private static final List<String> OWN_NODES = List.of("http://127.0.0.1:*", "http://localhost:*");

  private SecurityHeaders() {}

  /**
   * The headers.
   *
   * @param nodes origins of chain nodes that a user may read from instead of this console
   * @param encrypted whether the listener speaks TLS
   */
  public static Map<String, String> of(List<String> nodes, boolean encrypted) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-security-policy", policy(nodes));
    headers.put("x-content-type-options", "nosniff");
    headers.put("x-frame-options", "DENY");
    headers.put("referrer-policy", "no-referrer");
    headers.put("cross-origin-opener-policy", "same-origin");
    headers.put("cross-origin-resource-policy", "same-origin");
    headers.put(
        "permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (encrypted) {
      headers.put("strict-transport-security", "max-age=31536000");
    }
    return headers;
  }

  private static String policy(List<String> nodes) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        // The component library writes its styles into the page.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' " + String.join(" ", OWN_NODES) + spaced(nodes),
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }

  private static String spaced(List<String> nodes) {
    return nodes.isEmpty() ? "" : " " + String.join(" ", nodes);
  }
}
