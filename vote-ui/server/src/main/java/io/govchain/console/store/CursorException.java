package io.govchain.console.store;

/** A cursor that no page of this list gave. */
public final class CursorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CursorException(String cursor) {
    super("cursor: \"" + cursor + "\" was not given by this list");
  }
}
