package io.govchain.cli.demo;

/** The demo did not show what it promises. */
final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
