package io.govchain.testnet;

import java.util.Optional;

/** Besu in containers: runs where a Docker daemon answers and the image can be had. */
class BesuContainersTest extends BesuSuite {
  @Override
  Optional<String> missing() {
    return BesuContainers.missing(BesuContainers.image());
  }

  @Override
  ChainNetwork start(ChainSpec spec) {
    return BesuContainers.start(spec);
  }
}
