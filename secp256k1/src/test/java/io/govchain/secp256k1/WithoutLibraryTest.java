package io.govchain.secp256k1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an installation without the library's jars, or with another class loader, has. */
class WithoutLibraryTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Test
  void shouldRunInJava_whenNoJarOfTheLibraryIsThere() throws Exception {
    assertThat(description(jar -> !jar.contains("secp256k1-kmp"))).isEqualTo("Bouncy Castle");
  }

  @Test
  void shouldRunInJava_whenOnlyTheNativePartIsMissing() throws Exception {
    assertThat(description(jar -> !jar.contains("jni-jvm-linux"))).isEqualTo("Bouncy Castle");
  }

  /** The library signs well without it, and could refuse nothing. */
  @Test
  void shouldRunInJava_whenOnlyTheLibrarysExceptionIsMissing() throws Exception {
    assertThat(description(jar -> !jar.contains("secp256k1-kmp-jvm"))).isEqualTo("Bouncy Castle");
  }

  /** Whoever may write the file decides what every signature of this process is worth. */
  @Test
  void shouldLoadFromAFileThatNobodyElseCanWriteOrRead() throws Exception {
    Path file = NativeLibrary.copy(new ByteArrayInputStream(new byte[] {1, 2, 3}));
    try {
      assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void shouldLoadACopyOfItsOwn_inEachClassLoader() throws Exception {
    String here = Secp256k1.fastest().description();

    assertThat(description(jar -> true)).isEqualTo(here);
    assertThat(description(jar -> true)).isEqualTo(here);
  }

  @Test
  void shouldLeaveNoFileBehind() throws Exception {
    Set<Path> before = copies();
    description(jar -> true);

    // Other processes load theirs, too: each copy is there for a moment.
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!before.containsAll(copies())) {
      assertThat(System.nanoTime()).as("new copies are gone").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static Set<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("govchain-secp256k1-"))
          .collect(Collectors.toSet());
    }
  }

  private static String description(Predicate<String> wanted)
      throws IOException, ReflectiveOperationException {
    URL[] jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(wanted)
            .map(WithoutLibraryTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      Class<?> curve = loader.loadClass("io.govchain.secp256k1.Secp256k1");
      Object fastest = curve.getMethod("fastest").invoke(null);
      return (String) curve.getMethod("description").invoke(fastest);
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
