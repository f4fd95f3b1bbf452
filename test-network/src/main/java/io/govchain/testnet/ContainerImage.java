package io.govchain.testnet;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/**
 * Whether an image can be had. Testcontainers itself would try for two minutes and tell no reason.
 */
final class ContainerImage {
  private static final int PULL_MINUTES = 5;

  private ContainerImage() {}

  /** Why the image is neither here nor can be pulled, in one line; empty when it is here now. */
  static Optional<String> missing(String image) {
    DockerClient docker = DockerClientFactory.instance().client();
    try {
      docker.inspectImageCmd(image).exec();
      return Optional.empty();
    } catch (NotFoundException notHere) {
      return pull(docker, image);
    }
  }

  private static Optional<String> pull(DockerClient docker, String image) {
    try (PullImageResultCallback pull =
        docker.pullImageCmd(image).exec(new PullImageResultCallback())) {
      return pull.awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)
          ? Optional.empty()
          : Optional.of("not finished within " + PULL_MINUTES + " minutes");
    } catch (DockerException e) {
      return Optional.of(e.getMessage().lines().findFirst().orElse("no reason given"));
    } catch (IOException e) {
      return Optional.of(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
