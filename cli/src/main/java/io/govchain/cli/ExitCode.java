package io.govchain.cli;

/** What every command exits with; scripts rely on these numbers. */
enum ExitCode {
  OK(0),
  /** A rule of the governance chain, a proxy or a subchain refused it. */
  REFUSED(1),
  /** The command line or an input file is wrong. */
  USAGE(2),
  /** A chain or proxy did not answer: what became of the request is unknown. */
  UNREACHABLE(3),
  NOT_FOUND(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
