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

  /** A small one that unpacks nothing, for a listener before there is a place to unpack to. */
  public static Vertx withoutFiles() {
    FileSystemOptions none =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(none));
  }
}
