package io.govchain.service.database;

import io.govchain.service.database.DatabaseException.Code;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder beside the database for what only a running process needs, such as libraries that it
 * unpacks. Emptied at each start: a process that is killed cannot tidy up, and in the system's
 * folder for temporary files its leftovers would pile up.
 */
final class Scratch {
  /** Where the SQLite driver unpacks its native library; what an operator sets is respected. */
  private static final String SQLITE = "org.sqlite.tmpdir";

  private Scratch() {}

  /** To be called by the holder of the database's lease only. */
  static Path emptied(Path database) {
    Path folder = database.resolveSibling(database.getFileName() + ".scratch");
    try {
      if (Files.exists(folder)) {
        empty(folder);
      }
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw SqliteFailures.failure(folder, Code.UNWRITABLE, failed);
    }
    if (System.getProperty(SQLITE) == null) {
      System.setProperty(SQLITE, folder.toString());
    }
    return folder;
  }

  private static void empty(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            if (!visited.equals(folder)) {
              Files.delete(visited);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
