package io.govchain.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP connection through this JVM that can be made bad at will: delayed, cut, or deaf in either
 * direction. It knows nothing of what it carries, so HTTP, WebSocket and TLS all go through it.
 *
 * <p>A connection that has lost bytes is not good for anything any more; {@link #restore()} closes
 * such connections, so that what comes after is carried in full.
 */
public final class FaultyLink implements AutoCloseable {
  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final LinkState state = new LinkState();
  private final Set<LinkConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  private FaultyLink(InetSocketAddress target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /** A link on a free loopback port to this host and port, good at first. */
  public static FaultyLink to(String host, int port) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.choose()), 50);
      FaultyLink link = new FaultyLink(new InetSocketAddress(host, port), listener);
      Thread.ofVirtual().name("faulty-link-" + link.port()).start(link::acceptAll);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException("link to " + host + ":" + port, e);
    }
  }

  /** A link to the host and port of this address. */
  public static FaultyLink to(URI address) {
    return to(address.getHost(), address.getPort());
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The same address, but through this link. */
  public URI through(URI address) {
    try {
      return new URI(
          address.getScheme(),
          address.getUserInfo(),
          "127.0.0.1",
          port(),
          address.getPath(),
          address.getQuery(),
          address.getFragment());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address to put a link into: " + address, e);
    }
  }

  /**
   * Everything takes this much longer, in each direction; in order, and without limiting the rate.
   */
  public void delay(Duration time) {
    state.delay(time);
  }

  /** Ends every connection at once and refuses new ones until {@link #restore()}. */
  public void cut() {
    state.cut(true);
    dropConnections();
  }

  /** Ends every connection at once; new ones are carried. */
  public void dropConnections() {
    connections.forEach(LinkConnection::close);
  }

  /** What the callers send gets lost from now on, also on open connections; nobody notices. */
  public void loseRequests() {
    state.loseRequests(true);
  }

  /** What the other side answers gets lost from now on: it acts, and the callers never learn. */
  public void loseAnswers() {
    state.loseAnswers(true);
  }

  /**
   * Lets this many more bytes of answers through, whole connections counted together, and ends the
   * connection that would carry the next one: once, in the middle of whatever it was saying.
   */
  public void cutOnceAfterAnswerBytes(long bytes) {
    state.answerBytesUntilCut(bytes);
  }

  /** Makes the link good again. */
  public void restore() {
    state.reset();
    connections.stream().filter(LinkConnection::hasLostBytes).forEach(LinkConnection::close);
  }

  /** Connections that are open now. */
  public int openConnections() {
    return connections.size();
  }

  /** Whether a connection that is open has lost bytes in either direction. */
  public boolean hasLostBytes() {
    return connections.stream().anyMatch(LinkConnection::hasLostBytes);
  }

  /** Connections that were carried since the link was made. */
  public int acceptedConnections() {
    return accepted.get();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        carry(listener.accept());
      } catch (IOException closed) {
        // The link was closed; or one caller went away before it was served.
      }
    }
  }

  private void carry(Socket caller) {
    if (state.isCut()) {
      LinkConnection.reset(caller);
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                LinkConnection connection = LinkConnection.open(caller, target, state);
                connections.add(connection);
                accepted.incrementAndGet();
                connection.carry();
                connections.remove(connection);
              } catch (IOException unreachable) {
                LinkConnection.reset(caller);
              }
            });
  }

  /** Ends every connection and stops listening. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
