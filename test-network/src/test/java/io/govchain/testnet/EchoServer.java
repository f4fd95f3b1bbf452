package io.govchain.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Answers every byte with the same byte, and counts what it got. */
final class EchoServer implements AutoCloseable {
  private final ServerSocket listener;
  private final AtomicLong received = new AtomicLong();

  EchoServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::acceptAll);
  }

  int port() {
    return listener.getLocalPort();
  }

  long received() {
    return received.get();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      byte[] buffer = new byte[8192];
      int count;
      while ((count = socket.getInputStream().read(buffer)) >= 0) {
        received.addAndGet(count);
        socket.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException callerGone) {
      // Links are cut in these tests.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
