package io.govchain.console.evidence;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an administrator lets the console connect to, although somebody else registered it: a host,
 * with or without its port, wherever its name leads; or all addresses of a network.
 */
public sealed interface AllowedNode {
  /** Whether a node whose name leads to this address is meant. */
  boolean covers(URI node, InetAddress address);

  /** Reads {@code 10.20.0.0/16}, {@code node.example}, {@code node.example:8545}, {@code [::1]}. */
  static AllowedNode parse(String text) {
    return Network.of(text)
        .or(() -> Host.of(text))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a host such as node.example or 127.0.0.1:8545, or a network such as"
                        + " 10.20.0.0/16"));
  }

  /**
   * A host by the name that is registered.
   *
   * @param port any, where it is empty
   */
  record Host(String name, OptionalInt port) implements AllowedNode {
    private static final Pattern FORM =
        Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F.:]+])(?::([0-9]{1,5}))?");

    private static Optional<AllowedNode> of(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        return Optional.empty();
      }
      String port = parts.group(2);
      return Optional.of(
          new Host(
              parts.group(1),
              port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port))));
    }

    @Override
    public boolean covers(URI node, InetAddress address) {
      return name.equalsIgnoreCase(node.getHost())
          && (port.isEmpty() || port.getAsInt() == NodeAddresses.port(node));
    }
  }

  /** Addresses that begin alike. */
  record Network(InetAddress first, int bits) implements AllowedNode {
    private static final Pattern FORM =
        Pattern.compile(
            "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*)/([0-9]{1,3})");

    private static Optional<AllowedNode> of(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        return Optional.empty();
      }
      try {
        // Digits alone: no name is looked up.
        InetAddress first = InetAddress.getByName(parts.group(1));
        int bits = Integer.parseInt(parts.group(2));
        return bits <= first.getAddress().length * Byte.SIZE
            ? Optional.of(new Network(first, bits))
            : Optional.empty();
      } catch (UnknownHostException unreadable) {
        return Optional.empty();
      }
    }

    @Override
    public boolean covers(URI node, InetAddress address) {
      byte[] ours = first.getAddress();
      byte[] theirs = address.getAddress();
      int rest = ours.length * Byte.SIZE - bits;
      return ours.length == theirs.length
          && new BigInteger(1, ours)
              .shiftRight(rest)
              .equals(new BigInteger(1, theirs).shiftRight(rest));
    }
  }
}
