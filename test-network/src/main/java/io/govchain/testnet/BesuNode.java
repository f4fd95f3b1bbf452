package io.govchain.testnet;

import java.net.URI;
import java.nio.file.Path;

/**
 * One Besu node as it is to be run.
 *
 * @param directory its configuration, its key and, as a process, its data
 */
record BesuNode(
    String name,
    ChainNode.Role role,
    NodeKey key,
    Path directory,
    int rpcPort,
    int wsPort,
    int peerPort) {

  /** How the other nodes find this one. All nodes share one loopback interface. */
  String enode() {
    return "enode://%s@127.0.0.1:%d".formatted(key.nodeId(), peerPort);
  }

  Path log() {
    return directory.resolveSibling(name + ".log");
  }

  Path keyFile() {
    return directory.resolve("key");
  }

  Path staticNodesFile() {
    return directory.resolve("static-nodes.json");
  }

  Path data() {
    return directory.resolve("data");
  }

  ChainNode running() {
    return new ChainNode(
        name,
        role,
        URI.create("http://127.0.0.1:" + rpcPort),
        URI.create("ws://127.0.0.1:" + wsPort),
        log());
  }
}
