package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FaultyLinkTest {
  private static final Awaiting SOON = Awaiting.within(Duration.ofSeconds(60));

  private final EchoServer server = new EchoServer();
  private final FaultyLink link = FaultyLink.to("127.0.0.1", server.port());

  @AfterEach
  void end() throws IOException {
    link.close();
    server.close();
  }

  @Test
  void shouldCarryEverything_whenGood() throws Exception {
    byte[] sent = new byte[3_000_000];
    new Random(1).nextBytes(sent);
    try (Socket caller = connect()) {
      Thread writer = Thread.ofVirtual().start(() -> write(caller, sent));
      byte[] received = caller.getInputStream().readNBytes(sent.length);
      writer.join();
      assertThat(received).isEqualTo(sent);
      caller.shutdownOutput();
      assertThat(caller.getInputStream().read()).isEqualTo(-1);
    }
    SOON.until("no open connection", link::openConnections, n -> n == 0);
    assertThat(link.acceptedConnections()).isEqualTo(1);
  }

  @Test
  void shouldArriveLater_whenDelayed() throws IOException {
    try (Socket caller = connect()) {
      roundTrip(caller);
      link.delay(Duration.ofMillis(300));
      assertThat(roundTrip(caller)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }
  }

  @Test
  void shouldEndConnectionsAndRefuseNewOnes_whenCut_untilRestored() throws IOException {
    try (Socket caller = connect()) {
      roundTrip(caller);
      link.cut();
      assertThatThrownBy(() -> roundTrip(caller)).isInstanceOf(IOException.class);
    }
    try (Socket caller = connect()) {
      assertThatThrownBy(() -> roundTrip(caller)).isInstanceOf(IOException.class);
    }
    link.restore();
    try (Socket caller = connect()) {
      roundTrip(caller);
    }
  }

  @Test
  void shouldOnlyEndWhatIsOpen_whenConnectionsAreDropped() throws IOException {
    try (Socket caller = connect()) {
      roundTrip(caller);
      link.dropConnections();
      assertThatThrownBy(() -> roundTrip(caller)).isInstanceOf(IOException.class);
    }
    try (Socket caller = connect()) {
      roundTrip(caller);
    }
  }

  @Test
  void shouldLetTheServerActAndTheCallerWait_whenAnswersAreLost() throws IOException {
    try (Socket caller = connect()) {
      roundTrip(caller);
      long before = server.received();
      link.loseAnswers();
      caller.getOutputStream().write(1);
      SOON.until("the server to get it", server::received, n -> n == before + 1);
      caller.setSoTimeout(200);
      assertThatThrownBy(() -> caller.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void shouldReachNobody_whenRequestsAreLost() throws IOException {
    try (Socket caller = connect()) {
      roundTrip(caller);
      long before = server.received();
      link.loseRequests();
      caller.getOutputStream().write(1);
      caller.setSoTimeout(200);
      assertThatThrownBy(() -> caller.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(server.received()).isEqualTo(before);
    }
  }

  @Test
  void shouldEndConnectionsThatMissBytes_whenRestored() throws IOException {
    try (Socket lossy = connect();
        Socket whole = connect()) {
      roundTrip(lossy);
      roundTrip(whole);
      long before = server.received();
      link.loseAnswers();
      lossy.getOutputStream().write(1);
      SOON.until("the server to get it", server::received, n -> n == before + 1);
      SOON.untilTrue("the link to lose the answer", link::hasLostBytes);
      link.restore();
      assertThatThrownBy(() -> roundTrip(lossy)).isInstanceOf(IOException.class);
      roundTrip(whole);
    }
  }

  @Test
  void shouldCutOnceInTheMiddle_whenTheAnswerBytesAreUsedUp() throws IOException {
    link.cutOnceAfterAnswerBytes(3);
    try (Socket caller = connect()) {
      caller.getOutputStream().write(new byte[10]);
      int received = 0;
      try {
        while (caller.getInputStream().read() >= 0) {
          received++;
        }
      } catch (IOException reset) {
        // A broken connection may or may not deliver what was under way.
      }
      assertThat(received).isLessThanOrEqualTo(3);
    }
    try (Socket caller = connect()) {
      roundTrip(caller);
    }
  }

  @Test
  void shouldEndTheConnection_whenTheTargetIsNotThere() throws IOException {
    server.close();
    // Whoever was waiting for a connection at that moment may still have got one.
    SOON.untilTrue("nobody listens", this::isRefused);
    try (Socket caller = connect()) {
      assertThatThrownBy(() -> roundTrip(caller)).isInstanceOf(IOException.class);
    }
  }

  private boolean isRefused() {
    try (Socket direct = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      return !direct.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }

  @Test
  void shouldKeepTheRestOfAnAddress_whenPutInto() {
    assertThat(link.through(URI.create("https://example.org:9443/v1/info?limit=1")))
        .isEqualTo(URI.create("https://127.0.0.1:" + link.port() + "/v1/info?limit=1"));
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), link.port());
  }

  private static Duration roundTrip(Socket caller) throws IOException {
    long start = System.nanoTime();
    caller.getOutputStream().write(7);
    if (caller.getInputStream().read() != 7) {
      throw new IOException("connection ended");
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void write(Socket caller, byte[] bytes) {
    try {
      caller.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
