package io.govchain.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads all files of the page at once: a request then names one of them, and no path at all. */
final class PageFiles {
  private static final String FOLDER = "/io/govchain/console/web/";
  private static final String INDEX = "index.html";

  private PageFiles() {}

  /** By address, such as {@code /assets/app-1f2e.js}; empty where no page was built. */
  static Map<String, byte[]> read() {
    URL index = PageFiles.class.getResource(FOLDER + INDEX);
    if (index == null) {
      return Map.of();
    }
    try {
      URI uri = index.toURI();
      if (!uri.getScheme().equals("jar")) {
        return below(Path.of(uri).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return below(jar.getPath(FOLDER));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, byte[]> below(Path folder) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    List<Path> found;
    try (Stream<Path> all = Files.walk(folder)) {
      found = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : found) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      try (InputStream in = Files.newInputStream(file)) {
        files.put("/" + name, in.readAllBytes());
      }
    }
    return files;
  }
}
