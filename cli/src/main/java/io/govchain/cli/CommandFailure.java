package io.govchain.cli;

/** A command ends without having done what was asked; the message says what, expected, actual. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;

  CommandFailure(ExitCode exit, String code, String message) {
    super(message);
    this.exit = exit;
    this.code = code;
  }

  static CommandFailure notFound(String what, String actual) {
    return new CommandFailure(
        ExitCode.NOT_FOUND,
        what.replace(' ', '-') + "-unknown",
        "%s: expected one that is registered on the governance chain, actual '%s'"
            .formatted(what, actual));
  }

  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, "usage", message);
  }

  static CommandFailure refused(String code, String message) {
    return new CommandFailure(ExitCode.REFUSED, code, message);
  }

  static CommandFailure unreachable(String message) {
    return new CommandFailure(ExitCode.UNREACHABLE, "unreachable", message);
  }

  ExitCode exit() {
    return exit;
  }

  /** Stable, kebab-case, meant for programs. */
  String code() {
    return code;
  }
}
