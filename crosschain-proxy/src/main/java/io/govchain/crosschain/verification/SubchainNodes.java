package io.govchain.crosschain.verification;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.governance.TrustAnchors;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Asks the nodes that a subchain's rule names, or checks the seals of those it names. */
final class SubchainNodes implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** What one node says. */
  private enum Answer {
    SAME,
    OTHER,
    NOT_YET
  }

  private final Map<String, EvmClient> clients = new ConcurrentHashMap<>();

  /** Whether the rule vouches for this header, whose hash was computed from its fields. */
  Finding judgeHeader(BlockHeader header, TrustAnchors anchors) {
    return switch (anchors) {
      case TrustAnchors.NodeAgreement rule ->
          agreed(
              rule,
              client -> sameHash(client, header.number(), header.hash()),
              "hash of block " + header.number());
      case TrustAnchors.QbftSeals rule -> sealed(header, rule);
      case TrustAnchors.Unreadable unreadable -> unreadable(unreadable);
    };
  }

  /** Whether the rule vouches for what a call returned at a block. */
  Finding judgeRead(
      long block, String blockHash, ExpectedCall call, String result, TrustAnchors anchors) {
    return switch (anchors) {
      case TrustAnchors.NodeAgreement rule ->
          agreed(
              rule,
              client -> sameResult(client, block, blockHash, call, result),
              "result of the call at block " + block);
      case TrustAnchors.QbftSeals rule ->
          Finding.disputed(
              "evidence of a read",
              "a rule that can verify reads (node agreement)",
              "commit seals, which say nothing about the state that a call reads");
      case TrustAnchors.Unreadable unreadable -> unreadable(unreadable);
    };
  }

  private Finding agreed(
      TrustAnchors.NodeAgreement rule, Function<EvmClient, Answer> ask, String what) {
    int same = 0;
    int other = 0;
    String silent = "";
    for (String url : rule.rpcUrls()) {
      try {
        switch (ask.apply(client(url))) {
          case SAME -> same++;
          case OTHER -> other++;
          case NOT_YET -> silent = url + " does not have the block yet";
        }
      } catch (EvmException unreachable) {
        silent = unreachable.getMessage();
      }
      if (same >= rule.agreement()) {
        return new Finding.Accepted();
      }
    }
    // Only nodes that answered can contradict; as long as enough are silent nothing is certain.
    return other > rule.rpcUrls().size() - rule.agreement()
        ? Finding.disputed(
            what,
            "agreement of %d of %d nodes".formatted(rule.agreement(), rule.rpcUrls().size()),
            "%d agree, %d say otherwise".formatted(same, other))
        : new Finding.Undecided(
            "%d of %d nodes agree on the %s: %s".formatted(same, rule.agreement(), what, silent));
  }

  private static Answer sameHash(EvmClient client, long number, String hash) {
    Optional<BlockHeader> header = client.header(number);
    if (header.isEmpty()) {
      return Answer.NOT_YET;
    }
    return header.get().hash().equals(hash) ? Answer.SAME : Answer.OTHER;
  }

  private static Answer sameResult(
      EvmClient client, long block, String blockHash, ExpectedCall call, String result) {
    Answer sameBlock = sameHash(client, block, blockHash);
    if (sameBlock != Answer.SAME) {
      return sameBlock;
    }
    try {
      return client.call(call.to(), call.data(), Optional.of(block)).equals(result)
          ? Answer.SAME
          : Answer.OTHER;
    } catch (EvmException.CallReverted reverted) {
      return Answer.OTHER;
    }
  }

  private static Finding sealed(BlockHeader header, TrustAnchors.QbftSeals rule) {
    try {
      QbftSeals.verify(header, rule.validators());
      return new Finding.Accepted();
    } catch (ProofException lacking) {
      return Finding.disputed(
          "commit seals of block " + header.number(),
          "a quorum of the registered validators",
          lacking.getMessage());
    }
  }

  private static Finding unreadable(TrustAnchors.Unreadable anchors) {
    return Finding.disputed(
        "trust anchors of the subchain", "anchors of rule " + anchors.rule(), anchors.problem());
  }

  private EvmClient client(String url) {
    return clients.computeIfAbsent(
        url,
        address ->
            EvmClient.connect(new EvmEndpoint(URI.create(address), Optional.empty(), TIMEOUT)));
  }

  @Override
  public void close() {
    clients.values().forEach(EvmClient::close);
  }
}
