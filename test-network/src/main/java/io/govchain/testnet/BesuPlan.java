package io.govchain.testnet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** The nodes of a Besu network and the files that they need before they start. */
record BesuPlan(ChainSpec spec, List<BesuNode> nodes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  BesuPlan {
    nodes = List.copyOf(nodes);
  }

  /** Validators first, each node with ports of its own. */
  static BesuPlan of(ChainSpec spec, IntSupplier freePorts) {
    GenesisFile.read(spec);
    if (spec.validators().isEmpty()) {
      throw new NetworkException(
          NetworkError.NOT_SUPPORTED,
          "chain %s: a Besu network needs the keys of the validators that its genesis file names; got none, see ChainSpec.withNodes"
              .formatted(spec.name()));
    }
    List<BesuNode> nodes = new ArrayList<>();
    for (NodeKey key : spec.validators()) {
      String name = spec.name() + "-validator-" + (nodes.size() + 1);
      int rpcPort =
          nodes.isEmpty() ? spec.port().orElseGet(freePorts::getAsInt) : freePorts.getAsInt();
      nodes.add(node(spec, name, ChainNode.Role.VALIDATOR, key, rpcPort, freePorts));
    }
    int audits = 0;
    for (NodeKey key : spec.auditNodes()) {
      String name = spec.name() + "-audit-" + (++audits);
      nodes.add(node(spec, name, ChainNode.Role.AUDIT, key, freePorts.getAsInt(), freePorts));
    }
    return new BesuPlan(spec, nodes);
  }

  private static BesuNode node(
      ChainSpec spec,
      String name,
      ChainNode.Role role,
      NodeKey key,
      int rpcPort,
      IntSupplier freePorts) {
    Path directory = spec.directory().resolve(name);
    return new BesuNode(
        name, role, key, directory, rpcPort, freePorts.getAsInt(), freePorts.getAsInt());
  }

  /** Writes each node's key and the list of its peers. */
  void writeFiles() {
    for (BesuNode node : nodes) {
      List<String> peers = nodes.stream().filter(n -> n != node).map(BesuNode::enode).toList();
      try {
        Files.createDirectories(node.data());
        Files.deleteIfExists(node.keyFile());
        Files.createFile(node.keyFile());
        if (node.keyFile().getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(node.keyFile(), OWNER_ONLY);
        }
        Files.writeString(node.keyFile(), "0x" + node.key().secretHex());
        Files.write(node.staticNodesFile(), JSON.writeValueAsBytes(peers));
      } catch (IOException e) {
        throw new NetworkException(
            NetworkError.NOT_SUPPORTED, node.name() + ": files cannot be written: " + e, e);
      }
    }
  }
}
