package io.govchain.service.launch;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a service has opened so far. Closing closes all of it, the last first, whatever some of it
 * throws. For one thread.
 */
@SuppressWarnings("try") // close() passes on whatever the parts throw
public final class OpenParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Takes care of this part from now on. */
  public <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /**
   * Closes what is open; a second call has nothing to do.
   *
   * @throws Exception what the first part threw that could not be closed, the others' suppressed in
   *     it
   */
  @Override
  public void close() throws Exception {
    Exception first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Closes what is open because the start failed; what is thrown meanwhile is suppressed in it. */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }
}
