package io.govchain.console.store;

import java.nio.file.Path;

/** The store's tables, or the events that it knows of, are not those that this build writes. */
public final class OtherFormException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OtherFormException(Path file, Throwable cause) {
    super(
        "database %s: expected the tables and events of this build of the console, actual those of another build; everything but the acknowledgements of alerts is read from the chain again"
            .formatted(file),
        cause);
  }
}
