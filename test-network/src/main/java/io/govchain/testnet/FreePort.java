package io.govchain.testnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses TCP ports for child processes.
 *
 * <p>The ports lie below the range from which common systems take the local ports of outgoing
 * connections, so a process that is stopped and started again on the same port finds it free. A
 * port is never handed out twice by one JVM. Another process may still take it before the child
 * does: whoever starts a server on it has to verify who answers. Each JVM looks in a part of the
 * range first that few others look in, so that two which start networks at the same time rarely
 * meet.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int LAST = 31_999;
  private static final int ATTEMPTS = 1_000;
  private static final int PART = 500;
  private static final int PARTS = (LAST + 1 - FIRST) / PART;
  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port on which nothing listens now, on loopback or on all interfaces. */
  public static int choose() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port =
          attempt < PART ? inOwnPart() : ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port) && HANDED_OUT.add(port)) {
        return port;
      }
    }
    throw new NetworkException(
        NetworkError.PORT_TAKEN,
        "expected a free port between %d and %d, found none in %d attempts"
            .formatted(FIRST, LAST, ATTEMPTS));
  }

  private static int inOwnPart() {
    int first = FIRST + PART * (int) (ProcessHandle.current().pid() % PARTS);
    return ThreadLocalRandom.current().nextInt(first, first + PART);
  }

  /** Whether nothing listens on the port, neither on loopback nor on all interfaces. */
  public static boolean isFree(int port) {
    return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && canBind(new InetSocketAddress(port));
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections that linger from a process that has ended must not make its port look taken.
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
