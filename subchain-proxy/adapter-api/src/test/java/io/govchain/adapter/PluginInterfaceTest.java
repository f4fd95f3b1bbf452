package io.govchain.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plugins are built against this interface by others: it must not change by accident. */
class PluginInterfaceTest {

  /** Change this only together with a note in the changelog: every plugin has to be rebuilt. */
  private static final String KNOWN_HASH =
      "3d975431cd534d20d51fc2e6daa7dfc7c9c59e4d207c72dced7f622b06f9366d";

  private static final Set<String> OBJECT_METHODS = Set.of("equals", "hashCode", "toString");

  @Test
  void shouldHaveTheKnownSignatures() throws Exception {
    List<String> signatures = publicSignatures();

    assertThat(sha256(String.join("\n", signatures)))
        .as("hash of the plugin interface, which is now%n%s", String.join("\n", signatures))
        .isEqualTo(KNOWN_HASH);
  }

  @Test
  void shouldShareOnlyJdkAndPluginTypes_whenHostAndPluginMeet() throws Exception {
    assertThat(publicSignatures())
        .allSatisfy(line -> assertThat(line).doesNotContain("jackson").doesNotContain("web3j"));
  }

  private static List<String> publicSignatures() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      lines.add(type.toGenericString() + interfacesOf(type));
      Stream.of(type.getDeclaredConstructors())
          .filter(PluginInterfaceTest::isVisible)
          .map(Executable::toGenericString)
          .forEach(lines::add);
      Stream.of(type.getDeclaredMethods())
          .filter(PluginInterfaceTest::isVisible)
          .filter(method -> !method.isSynthetic() && !OBJECT_METHODS.contains(method.getName()))
          .map(Method::toGenericString)
          .forEach(lines::add);
      Stream.of(type.getDeclaredFields())
          .filter(field -> Modifier.isPublic(field.getModifiers()))
          .map(Field::toGenericString)
          .forEach(lines::add);
    }
    lines.sort(String::compareTo);
    return lines;
  }

  private static boolean isVisible(Executable member) {
    return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
  }

  private static String interfacesOf(Class<?> type) {
    return " extends " + Arrays.toString(type.getGenericInterfaces());
  }

  private static List<Class<?>> publicTypes() throws Exception {
    Path root =
        Path.of(SubchainAdapter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(PluginInterfaceTest::isClass).sorted().toList()) {
        String name = root.relativize(file).toString().replace('/', '.').replace('\\', '.');
        Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
        if (Modifier.isPublic(type.getModifiers())) {
          types.add(type);
        }
      }
    }
    return types;
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.equals("package-info.class");
  }

  private static String sha256(String text) throws IOException {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IOException(impossible);
    }
  }
}
