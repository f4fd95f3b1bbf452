package io.govchain.console.evidence;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where this console connects to because a member registered it as a node. Whoever registers a node
 * chooses the address, and may mean one that only this machine reaches; so only addresses of the
 * public internet are connected to, and what the configuration lists.
 */
final class NodeAddresses {
  private final List<AllowedNode> allowed;
  private final Names names;

  /** What a name leads to at this moment. */
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** The node is at an address that this console does not connect to. */
  static final class Refused extends ConnectException {
    private static final long serialVersionUID = 1;

    Refused(String kind) {
      super(
          "it is at %s, which this console does not connect to unless verification.nodes lists it"
              .formatted(kind));
    }
  }

  NodeAddresses(List<AllowedNode> allowed, Names names) {
    this.allowed = List.copyOf(allowed);
    this.names = names;
  }

  /**
   * The address to connect to: this one, and not what the name leads to when it is asked again.
   *
   * @throws Refused if any address of the node is none to connect to
   * @throws ConnectException if it has none
   */
  InetSocketAddress of(URI node) throws IOException {
    InetAddress[] found;
    try {
      found = names.addresses(node.getHost());
    } catch (UnknownHostException unknown) {
      throw new ConnectException("unknown host");
    }
    for (InetAddress each : found) {
      Optional<String> kind = kind(each);
      if (kind.isPresent() && allowed.stream().noneMatch(listed -> listed.covers(node, each))) {
        throw new Refused(kind.get());
      }
    }
    return new InetSocketAddress(found[0], port(node));
  }

  static int port(URI node) {
    boolean encrypted = node.getScheme().equals("https");
    return node.getPort() >= 0 ? node.getPort() : encrypted ? 443 : 80;
  }

  /** What an address is that belongs to no machine of the public internet; empty if it does. */
  static Optional<String> kind(InetAddress address) throws IOException {
    if (address.isAnyLocalAddress()) {
      return Optional.of("the unspecified address");
    }
    if (address.isLoopbackAddress()) {
      return Optional.of("a loopback address");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("a link-local address");
    }
    if (address.isMulticastAddress()) {
      return Optional.of("a multicast address");
    }
    if (!isPublic(address)) {
      return Optional.of("a private or reserved address");
    }
    return NetworkInterface.getByInetAddress(address) == null
        ? Optional.empty()
        : Optional.of("an address of the console's own machine");
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return address instanceof Inet6Address
        ? isPublic6(first << 8 | second, (bytes[2] & 0xff) << 8 | bytes[3] & 0xff)
        : isPublic4(first, second, bytes[2] & 0xff);
  }

  private static boolean isPublic4(int first, int second, int third) {
    boolean own = first == 10 || first == 172 && second >> 4 == 1 || first == 192 && second == 168;
    boolean carriers = first == 100 && second >> 6 == 1;
    boolean reserved =
        first == 0
            || first >= 240
            || first == 192 && second == 0 && (third == 0 || third == 2)
            || first == 192 && second == 88 && third == 99
            || first == 198 && second >> 1 == 9
            || first == 198 && second == 51 && third == 100
            || first == 203 && second == 0 && third == 113;
    return !own && !carriers && !reserved;
  }

  /** Of 2000::/3, but for what carries other addresses (Teredo, 6to4) or stands in examples. */
  private static boolean isPublic6(int first, int second) {
    boolean global = first >> 13 == 1;
    boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8) || first == 0x2002;
    boolean examples = first == 0x3fff && second < 0x1000;
    return global && !special && !examples;
  }
}
