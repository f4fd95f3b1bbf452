package io.govchain.testnet;

import io.govchain.evm.signing.Signature;
import java.time.Duration;
import java.util.List;

/**
 * What a governance chain is born with: its members, their first accounts and its first nodes.
 *
 * @param votingPeriod how long a work order can be voted on
 * @param gracePeriod how long an accepted work order can be executed
 */
public record Founding(
    long chainId,
    List<Institution> institutions,
    List<Account> accounts,
    List<Node> nodes,
    Duration votingPeriod,
    Duration gracePeriod,
    BlockSettings blocks) {

  /**
   * A founding member. {@code documentDigest}: 0x and 64 hex digits; {@code contact}: an address.
   */
  public record Institution(
      String code, String name, String documentDigest, String attributes, String contact) {}

  /** The role of a founding account, in the order of the contracts. */
  public enum Role {
    GOVERNOR(1),
    OPERATOR(2),
    CROSS_CHAIN(3),
    AUDITOR(4);

    private final int number;

    Role(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** An account active from the first block. {@code publicKey}: X and Y, 64 bytes. */
  public record Account(String institution, Role role, byte[] publicKey) {
    public Account {
      requireKey(publicKey);
    }
  }

  /** The kind of a founding node, in the order of the contracts. */
  public enum NodeKind {
    GENESIS(1),
    GOVERNANCE(2),
    AUDIT(3);

    private final int number;

    NodeKind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** A node admitted from the first block; all but audit nodes make blocks. */
  public record Node(String institution, NodeKind kind, byte[] publicKey, String endpoint) {
    public Node {
      requireKey(publicKey);
    }
  }

  public Founding {
    institutions = List.copyOf(institutions);
    accounts = List.copyOf(accounts);
    nodes = List.copyOf(nodes);
    if (nodes.stream().allMatch(node -> node.kind() == NodeKind.AUDIT)) {
      throw new IllegalArgumentException(
          "chain %d: expected at least one founding node that makes blocks, got %d nodes, none of them"
              .formatted(chainId, nodes.size()));
    }
  }

  /** A founding with a week to vote, two weeks to execute, and blocks of one second. */
  public static Founding of(
      long chainId, List<Institution> institutions, List<Account> accounts, List<Node> nodes) {
    return new Founding(
        chainId,
        institutions,
        accounts,
        nodes,
        Duration.ofDays(7),
        Duration.ofDays(14),
        BlockSettings.DEFAULT);
  }

  /** The addresses of the nodes that make the first blocks, in the order given. */
  public List<String> validators() {
    return nodes.stream()
        .filter(node -> node.kind() != NodeKind.AUDIT)
        .map(node -> Signature.addressOf(node.publicKey()))
        .toList();
  }

  private static void requireKey(byte[] publicKey) {
    if (publicKey.length != 64) {
      throw new IllegalArgumentException(
          "a public key is X and Y, 64 bytes; got " + publicKey.length + " bytes");
    }
  }
}
