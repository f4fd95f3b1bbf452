package io.govchain.testnet;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a Besu node.
 *
 * @param genesis where the node finds the genesis file; all paths are as the node sees them, which
 *     inside a container is not where this JVM sees them
 * @param bindHost where RPC listens: loopback for a process, all interfaces inside a container
 */
record BesuArguments(
    String genesis, String data, String keyFile, String staticNodesFile, String bindHost) {
  private static final String APIS = "ETH,NET,WEB3,QBFT,TXPOOL,DEBUG";

  /** A node that runs as a process of this machine. */
  static BesuArguments forProcess(ChainSpec spec, BesuNode node) {
    return new BesuArguments(
        spec.genesis().toString(),
        node.data().toString(),
        node.keyFile().toString(),
        node.staticNodesFile().toString(),
        "127.0.0.1");
  }

  List<String> of(BesuNode node) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(files());
    arguments.addAll(peers(node));
    arguments.addAll(rpc(node));
    arguments.addAll(chain());
    return arguments;
  }

  private List<String> files() {
    return List.of(
        "--genesis-file=" + genesis,
        "--data-path=" + data,
        "--node-private-key-file=" + keyFile,
        "--static-nodes-file=" + staticNodesFile);
  }

  private static List<String> peers(BesuNode node) {
    return List.of(
        "--p2p-host=127.0.0.1",
        "--p2p-interface=127.0.0.1",
        "--p2p-port=" + node.peerPort(),
        "--discovery-enabled=false",
        "--nat-method=NONE");
  }

  private List<String> rpc(BesuNode node) {
    return List.of(
        "--rpc-http-enabled=true",
        "--rpc-http-host=" + bindHost,
        "--rpc-http-port=" + node.rpcPort(),
        "--rpc-http-api=" + APIS,
        "--rpc-ws-enabled=true",
        "--rpc-ws-host=" + bindHost,
        "--rpc-ws-port=" + node.wsPort(),
        "--rpc-ws-api=" + APIS,
        "--host-allowlist=localhost,127.0.0.1",
        "--revert-reason-enabled=true");
  }

  private static List<String> chain() {
    return List.of(
        "--min-gas-price=0",
        "--tx-pool-min-gas-price=0",
        // The default pool grants one sender 0.1 % of its places and 200 transactions ahead: too
        // little for a proxy, which sends everything from one account.
        "--tx-pool=SEQUENCED",
        "--tx-pool-limit-by-account-percentage=1",
        "--tx-pool-max-size=50000",
        // Every node checks every block, and keeps all state: account proofs of any age are asked.
        "--sync-mode=FULL",
        "--data-storage-format=FOREST",
        "--color-enabled=false",
        "--logging=INFO");
  }
}
