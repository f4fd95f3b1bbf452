package io.govchain.evidence;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Which node an address names, however it is written: scheme and host in any case, the port that
 * goes without saying, a slash at the end. That two names lead to one machine nobody can see.
 */
final class NodeName {
  private NodeName() {}

  static String of(String url) {
    try {
      URI address = new URI(url).normalize();
      if (address.getHost() == null || address.getScheme() == null) {
        return url;
      }
      String scheme = address.getScheme().toLowerCase(Locale.ROOT);
      String host = address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
      return "%s://%s:%d%s%s"
          .formatted(
              scheme,
              host,
              port(address, scheme),
              Optional.ofNullable(address.getPath()).orElse("").replaceFirst("/+$", ""),
              Optional.ofNullable(address.getRawQuery()).map(query -> "?" + query).orElse(""));
    } catch (URISyntaxException unusable) {
      return url;
    }
  }

  private static int port(URI address, String scheme) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return scheme.equals("https") ? 443 : 80;
  }
}
