package io.govchain.evm.testchain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cuttable network link to a local port. */
public final class Link implements AutoCloseable {
  private final int target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean down;
  private volatile int accepted;

  /** Opens a port of its own that leads to the target. */
  public Link(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  /** The port to connect to. */
  public int port() {
    return server.getLocalPort();
  }

  /** How many connections it has carried. */
  public int accepted() {
    return accepted;
  }

  /** Breaks every connection; new ones are possible. */
  public void drop() {
    sockets.forEach(Link::closeQuietly);
    sockets.clear();
  }

  /** Breaks every connection and lets none through until {@link #mend()}. */
  public void cut() {
    down = true;
    drop();
  }

  /** Lets connections through again. */
  public void mend() {
    down = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        if (down) {
          closeQuietly(near);
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        accepted++;
        sockets.add(near);
        sockets.add(far);
        if (down) {
          drop();
        }
        Thread.startVirtualThread(() -> pump(near, far));
        Thread.startVirtualThread(() -> pump(far, near));
      } catch (IOException e) {
        drop();
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException ended) {
      closeQuietly(to);
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
