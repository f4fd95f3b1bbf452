package io.govchain.service.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * An answer that is sent while it is made, however long it gets.
 *
 * @param headers with its content type
 * @param content writes the body on a virtual thread; the stream blocks until the reader took what
 *     came before
 */
public record Download(Map<String, String> headers, Content content) {
  public Download {
    headers = Map.copyOf(headers);
  }

  /** The body of a download. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Makes downloads. Runs on a virtual thread and may block. */
  @FunctionalInterface
  public interface Source {
    /** The download for this request; a {@link ProblemException} refuses it. */
    Download open(Request request) throws Exception;
  }
}
