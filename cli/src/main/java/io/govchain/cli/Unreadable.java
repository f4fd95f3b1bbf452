package io.govchain.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Why a file could not be read, in words: the exceptions of the file system often say no more than
 * its name.
 */
final class Unreadable {
  private Unreadable() {}

  static String why(Path file, IOException cause) {
    return switch (cause) {
      case NoSuchFileException absent -> file + ": no such file";
      case AccessDeniedException denied -> file + ": permission denied";
      default -> file + ": " + cause.getMessage();
    };
  }
}
