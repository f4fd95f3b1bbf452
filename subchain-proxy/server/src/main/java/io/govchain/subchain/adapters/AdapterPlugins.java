package io.govchain.subchain.adapters;

import io.govchain.adapter.SubchainAdapterFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Loads adapter plugins, each with its own class loader.
 *
 * <p>A plugin is a directory with {@code plugin.properties}, {@code classes/} and {@code lib/}, or
 * a single jar whose manifest names it. A plugin that does not load never keeps the others, or the
 * service, from starting.
 */
public final class AdapterPlugins implements AutoCloseable {

  private final Path directory;
  private final DirectoryPluginManager plugins;
  private final List<SubchainAdapterFactory> factories = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private AdapterPlugins(Path directory) {
    this.directory = directory;
    this.plugins = new DirectoryPluginManager(directory);
  }

  /** Loads whatever is in the directory, which may be missing. */
  public static AdapterPlugins load(Path directory) {
    AdapterPlugins loaded = new AdapterPlugins(directory.toAbsolutePath().normalize());
    if (Files.isDirectory(directory)) {
      loaded.plugins.pluginPaths().forEach(loaded::loadOne);
    } else {
      loaded.problems.add("there is no such directory");
    }
    return loaded;
  }

  /** A plugin is foreign code: whatever goes wrong in it, linkage included, is its own problem. */
  private void loadOne(Path path) {
    try {
      String id = plugins.loadPlugin(path);
      plugins.startPlugin(id);
      List<SubchainAdapterFactory> found = plugins.getExtensions(SubchainAdapterFactory.class, id);
      if (found.isEmpty()) {
        problems.add(path.getFileName() + ": offers no SubchainAdapterFactory");
      }
      factories.addAll(found);
    } catch (RuntimeException | LinkageError failure) {
      problems.add(path.getFileName() + ": " + describe(failure));
    }
  }

  private static String describe(Throwable failure) {
    String text = failure.getClass().getSimpleName() + " " + failure.getMessage();
    return failure.getCause() == null
        ? text
        : text
            + " ("
            + failure.getCause().getClass().getSimpleName()
            + " "
            + failure.getCause().getMessage()
            + ")";
  }

  /** The factory for a kind of chain, if exactly one plugin offers it. */
  public Optional<SubchainAdapterFactory> factory(String kind) {
    List<SubchainAdapterFactory> offers = offers(kind);
    return offers.size() == 1 ? Optional.of(offers.getFirst()) : Optional.empty();
  }

  /** Why {@link #factory} is empty: names the directory, the kinds found and what did not load. */
  public String problem(String kind) {
    TreeSet<String> kinds = new TreeSet<>();
    factories.forEach(factory -> kinds.add(factory.kind()));
    return "adapter plugins in %s: expected exactly one of kind \"%s\", found %d; kinds found %s; problems %s"
        .formatted(directory, kind, offers(kind).size(), kinds, problems);
  }

  private List<SubchainAdapterFactory> offers(String kind) {
    return factories.stream().filter(factory -> factory.kind().equals(kind)).toList();
  }

  /** Stops the plugins; adapters must be closed before. */
  @Override
  public void close() {
    plugins.stopPlugins();
    plugins.unloadPlugins();
  }
}
