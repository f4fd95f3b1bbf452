package io.govchain.service.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;

/** Vert.x as every service starts it. */
public final class ServiceVertx {
  private ServiceVertx() {}

  /**
   * Starts Vert.x.
   *
   * @param scratch where it may unpack files of the classpath; emptied by the caller's next start
   */
  public static Vertx start(Path scratch) {
    FileSystemOptions files =
        new FileSystemOptions().setFileCacheDir(scratch.resolve("vertx").toString());
    return Vertx.vertx(new VertxOptions().setFileSystemOptions(files));
  }
}
