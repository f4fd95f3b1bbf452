package io.govchain.testnet;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.PortBinding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A QBFT network in containers.
 *
 * <p>All nodes live in the network of the first one's container, as the processes of {@link Besu}
 * share one loopback interface: same ports, same peers, and nothing depends on names or addresses
 * that Docker gives. RPC ports are published on the host's loopback interface only.
 *
 * <p>Testcontainers' own reaper removes the containers when this JVM has ended, however it ended;
 * so this kind of network cannot be {@linkplain #release() released}, and where the reaper was
 * disabled (TESTCONTAINERS_RYUK_DISABLED) containers outlive a killed JVM.
 */
public final class BesuContainers implements ChainNetwork {
  /** Overrides the image. */
  static final String IMAGE_VARIABLE = "GOVCHAIN_BESU_IMAGE";

  static final String PINNED_IMAGE = "hyperledger/besu:26.2.0";

  private static final int STOP_SECONDS = 40;
  private static final String CONFIGURATION = "/tmp/govchain/";

  private final BesuPlan plan;
  private final List<GenericContainer<?>> containers = new ArrayList<>();
  private final List<ContainerLog> logs = new ArrayList<>();

  private BesuContainers(BesuPlan plan) {
    this.plan = plan;
  }

  /** Starts a chain; see {@link ChainNetwork#start}. */
  public static BesuContainers start(ChainSpec spec) {
    return start(spec, image());
  }

  static BesuContainers start(ChainSpec spec, String image) {
    missing(image)
        .ifPresent(
            why -> {
              throw new NetworkException(NetworkError.CONTAINERS_MISSING, why);
            });
    BesuContainers network = new BesuContainers(BesuPlan.of(spec, FreePort::choose));
    network.plan.writeFiles();
    network.launch(image);
    return network;
  }

  static String image() {
    return System.getenv().getOrDefault(IMAGE_VARIABLE, PINNED_IMAGE);
  }

  /** Why no containers of this image can be run here, in one line; empty when they can. */
  static Optional<String> missing(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("no Docker daemon answers; start one, or set DOCKER_HOST");
    }
    return ContainerImage.missing(image)
        .map(
            why ->
                "the image %s is not here and cannot be pulled: %s; load it, or set %s"
                    .formatted(image, why, IMAGE_VARIABLE));
  }

  private void launch(String image) {
    try {
      for (BesuNode node : plan.nodes()) {
        GenericContainer<?> container = container(image, node);
        containers.add(container);
        container.start();
        keepLog(container, node);
      }
      new BesuReadiness(plan.spec(), nodes(), this::requireRunning).await();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  private GenericContainer<?> container(String image, BesuNode node) {
    String directory = CONFIGURATION + node.name() + "/";
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withCommand(inContainer(node).of(node).toArray(String[]::new))
            .withEnv("BESU_OPTS", "-Xmx1g")
            .withCopyFileToContainer(
                MountableFile.forHostPath(plan.spec().genesis(), 0444),
                CONFIGURATION + "genesis.json")
            .withCopyFileToContainer(
                MountableFile.forHostPath(node.keyFile(), 0444), directory + "key")
            .withCopyFileToContainer(
                MountableFile.forHostPath(node.staticNodesFile(), 0444),
                directory + "static-nodes.json")
            .withStartupCheckStrategy(
                new IsRunningStartupCheckStrategy().withTimeout(Duration.ofMinutes(2)))
            .waitingFor(new Running());
    if (containers.isEmpty()) {
      List<PortBinding> ports = publishedPorts();
      container.withCreateContainerCmdModifier(
          command -> {
            command.withExposedPorts(ports.stream().map(PortBinding::getExposedPort).toList());
            command.getHostConfig().withPortBindings(ports);
          });
    } else {
      container.withNetworkMode("container:" + containers.getFirst().getContainerId());
    }
    return container;
  }

  /** Being ready is more than one container can tell: {@link BesuReadiness} asks the chain. */
  private static final class Running extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }

  private void keepLog(GenericContainer<?> container, BesuNode node) {
    ContainerLog log = new ContainerLog(node.log());
    logs.add(log);
    container.followOutput(log);
  }

  /** The paths are those inside a container; the data stay inside it. */
  static BesuArguments inContainer(BesuNode node) {
    String directory = CONFIGURATION + node.name() + "/";
    return new BesuArguments(
        CONFIGURATION + "genesis.json",
        "/tmp/besu-data",
        directory + "key",
        directory + "static-nodes.json",
        "0.0.0.0");
  }

  /** Of all nodes, since all live in the first container's network. */
  private List<PortBinding> publishedPorts() {
    return plan.nodes().stream()
        .flatMap(node -> Stream.of(node.rpcPort(), node.wsPort()))
        .map(port -> PortBinding.parse("127.0.0.1:%d:%d".formatted(port, port)))
        .toList();
  }

  private void requireRunning() {
    for (GenericContainer<?> container : containers) {
      if (!container.isRunning()) {
        BesuNode node = plan.nodes().get(containers.indexOf(container));
        throw new NetworkException(
            NetworkError.PROCESS_ENDED,
            "container of %s ended; its log %s ends with:%n%s"
                .formatted(node.name(), node.log(), LogTail.of(node.log(), 10)));
      }
    }
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public ChainSpec spec() {
    return plan.spec();
  }

  @Override
  public List<ChainNode> nodes() {
    return plan.nodes().stream().map(BesuNode::running).toList();
  }

  @Override
  public Path logs() {
    return plan.spec().directory();
  }

  @Override
  public List<Long> pids() {
    return List.of();
  }

  @Override
  public boolean isRunning() {
    return !containers.isEmpty() && containers.stream().allMatch(GenericContainer::isRunning);
  }

  @Override
  public void pause() {
    containers.forEach(c -> docker().pauseContainerCmd(c.getContainerId()).exec());
  }

  @Override
  public void resume() {
    containers.forEach(c -> docker().unpauseContainerCmd(c.getContainerId()).exec());
  }

  /** Stops and starts the same containers: their data are inside them. */
  @Override
  public void restart() {
    for (GenericContainer<?> container : containers.reversed()) {
      if (container.isRunning()) {
        docker().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
      }
    }
    logs.forEach(ContainerLog::close);
    logs.clear();
    for (GenericContainer<?> container : containers) {
      docker().startContainerCmd(container.getContainerId()).exec();
      keepLog(container, plan.nodes().get(containers.indexOf(container)));
    }
    new BesuReadiness(plan.spec(), nodes(), this::requireRunning).await();
  }

  @Override
  public void kill() {
    for (GenericContainer<?> container : containers.reversed()) {
      if (container.isRunning()) {
        docker().killContainerCmd(container.getContainerId()).exec();
      }
    }
  }

  /** Removes the containers and the data in them. */
  @Override
  public void stop() {
    containers.reversed().forEach(GenericContainer::stop);
    logs.forEach(ContainerLog::close);
  }

  @Override
  public void release() {
    throw new NetworkException(
        NetworkError.NOT_SUPPORTED,
        "chain %s: containers are removed when this JVM ends; use the kind %s to leave a chain running"
            .formatted(plan.spec().name(), NetworkKind.BESU));
  }
}
