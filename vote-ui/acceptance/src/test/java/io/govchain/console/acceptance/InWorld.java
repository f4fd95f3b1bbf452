package io.govchain.console.acceptance;

import io.govchain.console.acceptance.world.World;
import io.govchain.testnet.consortium.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one world to all tests of a run; its files stay in {@code target/world} afterwards. */
final class InWorld implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InWorld.class);
  private static final Path HOME = Path.of("target", "world");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }

  /** The one world of this run, ended after the last test. */
  static World of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(World.class, ignored -> create(), World.class);
  }

  private static World create() {
    try {
      if (Files.exists(HOME)) {
        try (Stream<Path> old = Files.walk(HOME)) {
          for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return World.create(HOME, Progress.silent());
  }
}
