package io.govchain.subchain.adapters;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.BasePluginRepository;
import org.pf4j.CompoundPluginLoader;
import org.pf4j.CompoundPluginRepository;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultPluginManager;
import org.pf4j.JarPluginLoader;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;

/**
 * PF4J without its habits of unpacking archives into the plugins directory (which several proxies
 * may share, and which need not be writable) and of switching behaviour by a system property.
 */
final class DirectoryPluginManager extends DefaultPluginManager {

  DirectoryPluginManager(Path directory) {
    super(List.of(directory));
  }

  List<Path> pluginPaths() {
    return pluginRepository.getPluginPaths().stream().sorted().toList();
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new CompoundPluginRepository()
        .add(new BasePluginRepository(getPluginsRoots(), DirectoryPluginManager::isPlugin));
  }

  private static boolean isPlugin(File file) {
    return file.isDirectory() && !file.isHidden() || file.getName().endsWith(".jar");
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new CompoundPluginLoader()
        .add(new DefaultPluginLoader(this))
        .add(new JarPluginLoader(this));
  }
}
