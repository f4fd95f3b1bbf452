package io.govchain.governance;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Which node an address names, however it is written: scheme and host in any case, an IP address in
 * any form, the port that goes without saying, a slash at the end. That two names lead to one
 * machine nobody can see, and no name is looked up.
 */
public final class NodeName {
  private static final long ADDRESSES = 1L << 32;

  private NodeName() {}

  /** The one spelling of it; the text itself where it is no address. */
  public static String of(String url) {
    try {
      URI address = new URI(url).normalize();
      if (address.getHost() == null || address.getScheme() == null) {
        return url;
      }
      String scheme = address.getScheme().toLowerCase(Locale.ROOT);
      return "%s://%s:%d%s%s"
          .formatted(
              scheme,
              host(address.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "")),
              port(address, scheme),
              Optional.ofNullable(address.getPath()).orElse("").replaceFirst("/+$", ""),
              Optional.ofNullable(address.getRawQuery()).map(query -> "?" + query).orElse(""));
    } catch (URISyntaxException unusable) {
      return url;
    }
  }

  private static String host(String written) {
    try {
      return isIpAddress(written) ? InetAddress.getByName(written).getHostAddress() : written;
    } catch (UnknownHostException unusable) {
      return written;
    }
  }

  /** What is read as numbers; everything else would be looked up. */
  private static boolean isIpAddress(String host) {
    return host.startsWith("[")
        || host.matches("\\d{1,10}") && Long.parseLong(host) < ADDRESSES
        || host.matches("(0*(25[0-5]|2[0-4]\\d|1?\\d{1,2})(\\.(?!$)|$)){4}");
  }

  private static int port(URI address, String scheme) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return scheme.equals("https") ? 443 : 80;
  }
}
