package io.govchain.testnet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/**
 * Keeps what a container prints in a file. A new follower gets everything from the container's
 * first start again, so the file is written anew.
 */
final class ContainerLog implements Consumer<OutputFrame>, AutoCloseable {
  private final OutputStream out;
  private boolean closed;

  ContainerLog(Path file) {
    try {
      this.out = Files.newOutputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException("log of a container: " + file, e);
    }
  }

  @Override
  public synchronized void accept(OutputFrame frame) {
    if (closed || frame.getBytes() == null) {
      return;
    }
    try {
      out.write(frame.getBytes());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
