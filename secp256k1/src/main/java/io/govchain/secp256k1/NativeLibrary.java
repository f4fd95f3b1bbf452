package io.govchain.secp256k1;

import fr.acinq.secp256k1.Secp256k1CFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Loads libsecp256k1 out of its jar. The file is taken away again as soon as it is loaded, so that
 * a process that is killed leaves nothing behind. Each class loader (a plugin has its own) loads
 * its own copy, as the JVM asks for.
 */
final class NativeLibrary {
  private static final String FOLDER = "/fr/acinq/secp256k1/jni/native/";
  private static final int SIGN_AND_VERIFY =
      Secp256k1CFunctions.SECP256K1_CONTEXT_SIGN | Secp256k1CFunctions.SECP256K1_CONTEXT_VERIFY;

  private NativeLibrary() {}

  /** The library's context, which any number of threads may use; empty where it cannot be had. */
  static Optional<Long> load() {
    Optional<String> folder = folder(System.getProperty("os.name"), System.getProperty("os.arch"));
    return folder.flatMap(NativeLibrary::loadFrom);
  }

  /** Where the jar has the library for this system. */
  static Optional<String> folder(String system, String processor) {
    if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
      return Optional.empty();
    }
    return switch (processor) {
      case "amd64", "x86_64" -> Optional.of("linux-x86_64");
      case "aarch64" -> Optional.of("linux-aarch64");
      default -> Optional.empty();
    };
  }

  private static Optional<Long> loadFrom(String folder) {
    try (InputStream library =
        Secp256k1CFunctions.class.getResourceAsStream(FOLDER + folder + "/libsecp256k1-jni.so")) {
      if (library == null) {
        return Optional.empty();
      }
      Path file = copy(library);
      try {
        System.load(file.toString());
      } finally {
        Files.delete(file);
      }
      OptionalLong context = context();
      return context.isPresent() ? Optional.of(context.getAsLong()) : Optional.empty();
    } catch (IOException | SecurityException noPlace) {
      // Such as a temporary folder that is full or not there: Java does as well, only slower.
      return Optional.empty();
    }
  }

  /** Written to the file as it was created, which nobody else may open, and not to a new one. */
  static Path copy(InputStream library) throws IOException {
    Path file = Files.createTempFile("govchain-secp256k1-", ".so");
    try {
      Files.write(file, library.readAllBytes());
      return file;
    } catch (IOException incomplete) {
      Files.delete(file);
      throw incomplete;
    }
  }

  private static OptionalLong context() {
    long context = Secp256k1CFunctions.secp256k1_context_create(SIGN_AND_VERIFY);
    return context == 0 ? OptionalLong.empty() : OptionalLong.of(context);
  }
}
