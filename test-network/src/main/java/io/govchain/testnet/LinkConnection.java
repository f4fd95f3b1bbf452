package io.govchain.testnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;

/** One connection that goes through a link: a caller's socket and one to the target. */
final class LinkConnection {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int CHUNK_BYTES = 16 * 1024;
  private static final int CHUNKS_UNDER_WAY = 256;

  private final Socket caller;
  private final Socket target;
  private final LinkState state;
  private volatile boolean lostBytes;
  private volatile List<Thread> threads = List.of();

  private LinkConnection(Socket caller, Socket target, LinkState state) {
    this.caller = caller;
    this.target = target;
    this.state = state;
  }

  static LinkConnection open(Socket caller, InetSocketAddress address, LinkState state)
      throws IOException {
    Socket target = new Socket();
    try {
      target.connect(address, CONNECT_MILLIS);
      target.setTcpNoDelay(true);
      caller.setTcpNoDelay(true);
      return new LinkConnection(caller, target, state);
    } catch (IOException e) {
      target.close();
      throw e;
    }
  }

  /** Bytes under way, and when they are due. */
  private record Chunk(byte[] bytes, long due) {}

  /** Returns when the connection has ended in both directions. */
  void carry() {
    List<Thread> requests = pump(LinkDirection.REQUESTS, caller, target);
    List<Thread> answers = pump(LinkDirection.ANSWERS, target, caller);
    threads = Stream.concat(requests.stream(), answers.stream()).toList();
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  boolean hasLostBytes() {
    return lostBytes;
  }

  /** Ends the connection on both sides with a reset, as a broken link does. */
  void close() {
    reset(caller);
    reset(target);
    threads.forEach(Thread::interrupt);
  }

  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      // Then there is nothing to reset.
    }
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // As wanted.
    }
  }

  /** A reader and a writer with a queue between, so that a delay does not hold up what follows. */
  private List<Thread> pump(LinkDirection direction, Socket from, Socket to) {
    BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS_UNDER_WAY);
    return List.of(
        Thread.ofVirtual().unstarted(() -> read(from, underWay)),
        Thread.ofVirtual().unstarted(() -> write(direction, underWay, to)));
  }

  private void read(Socket from, BlockingQueue<Chunk> underWay) {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      InputStream in = from.getInputStream();
      int count;
      do {
        count = in.read(buffer);
        byte[] bytes = count < 0 ? new byte[0] : Arrays.copyOf(buffer, count);
        underWay.put(new Chunk(bytes, System.nanoTime() + state.delay().toNanos()));
      } while (count >= 0);
    } catch (IOException ended) {
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(LinkDirection direction, BlockingQueue<Chunk> underWay, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      while (true) {
        Chunk chunk = underWay.take();
        awaitDue(chunk);
        if (chunk.bytes().length == 0) {
          to.shutdownOutput();
          return;
        }
        if (state.loses(direction)) {
          lostBytes = true;
          continue;
        }
        int allowed = state.allowance(direction, chunk.bytes().length);
        out.write(chunk.bytes(), 0, allowed);
        if (allowed < chunk.bytes().length) {
          close();
          return;
        }
      }
    } catch (IOException ended) {
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitDue(Chunk chunk) throws InterruptedException {
    long wait = chunk.due() - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
  }
}
