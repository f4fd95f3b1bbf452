package io.govchain.service.http;

import io.govchain.service.TestIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A client that can misbehave: bytes over TLS, as the test says. */
final class RawConnection implements AutoCloseable {
  private final SSLSocket socket;
  private final BufferedReader reader;

  RawConnection(TestIdentity client, TestService service, String... protocols) throws IOException {
    socket =
        (SSLSocket)
            client
                .tls()
                .clientContext(service.fingerprint())
                .getSocketFactory()
                .createSocket("127.0.0.1", service.port());
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Reads a status line, its headers and a body of the announced length. */
  String response() throws IOException {
    String status = reader.readLine();
    if (status == null) {
      return "closed";
    }
    int length = 0;
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < length; i++) {
      body.append((char) reader.read());
    }
    return status + "\n" + body;
  }

  /** Reads until the server ends the connection. */
  String untilClosed() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int next = reader.read(); next >= 0; next = reader.read()) {
      all.append((char) next);
    }
    return all.toString();
  }

  /** Whether the server ends the connection, with or without a last response. */
  boolean isClosedByServer() {
    try {
      while (reader.read() >= 0) {
        // Whatever still comes is not of interest.
      }
      return true;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
