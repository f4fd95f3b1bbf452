package io.govchain.evidence;

import io.govchain.evidence.NodePoll.Answer;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.evm.proof.ValidatorTrail;
import io.govchain.governance.TrustAnchors;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether a subchain's registered rule vouches for a block, or for what a call returned there. */
public final class AnchorRules implements AutoCloseable {
  private final NodePoll nodes;
  private final HeaderQuestions headers = new HeaderQuestions();

  /** Rules that ask whichever nodes are registered. */
  public AnchorRules() {
    this(EvmClient::connect);
  }

  /**
   * Rules for whoever must not connect just anywhere.
   *
   * @param connect how a registered node is reached
   */
  public AnchorRules(Function<EvmEndpoint, EvmClient> connect) {
    this.nodes = new NodePoll(connect);
  }

  /**
   * Whether the rule vouches for a block; blocks while nodes are asked.
   *
   * @param header whose hash was computed from its fields
   * @param trail how the chain's validators changed, where the evidence tells it
   */
  public Finding block(BlockHeader header, Optional<ValidatorTrail> trail, TrustAnchors anchors)
      throws InterruptedException {
    return switch (anchors) {
      case TrustAnchors.NodeAgreement rule when trail.isPresent() ->
          Finding.disputed(
              "evidence.validators", "none, because nodes must agree", "a trail of validators");
      case TrustAnchors.NodeAgreement rule ->
          nodes.agreed(
              rule,
              "hash of block " + header.number(),
              node -> sameHash(node, header.number(), header.hash(), rule.confirmations()));
      case TrustAnchors.QbftSeals rule -> sealed(header, trail, rule);
      case TrustAnchors.Unreadable unreadable -> unreadable(unreadable);
    };
  }

  /**
   * Whether the rule vouches for what a call returned at a block, and that this was the newest
   * state when it was asked for; blocks while nodes are asked.
   */
  public Finding read(
      long block, String blockHash, ExpectedCall call, String result, TrustAnchors anchors)
      throws InterruptedException {
    return switch (anchors) {
      case TrustAnchors.NodeAgreement rule when block < call.freshness().block() ->
          Finding.disputed(
              "block of the read",
              "%d, in which an earlier step is proved, or a later one"
                  .formatted(call.freshness().block()),
              block);
      case TrustAnchors.NodeAgreement rule ->
          nodes.agreed(
              rule,
              "result of the call at block " + block,
              node -> sameResult(node, block, blockHash, call, result, rule.confirmations()));
      case TrustAnchors.QbftSeals rule ->
          Finding.disputed(
              "evidence of a read",
              "a rule that can verify reads (node agreement)",
              "commit seals, which say nothing about the state that a call reads");
      case TrustAnchors.Unreadable unreadable -> unreadable(unreadable);
    };
  }

  /**
   * A block that too few others follow is not judged at all, neither way: which of two rivals stays
   * is not known yet. The depth is asked for first, so that the hash is of a chain that has it.
   */
  private Answer sameHash(EvmClient node, long number, String hash, int confirmations) {
    if (confirmations > 0 && headers.header(node, number + confirmations).isEmpty()) {
      return new Answer.Silent(
          "%s does not have the %d blocks yet that must follow it"
              .formatted(node.endpoint().display(), confirmations));
    }
    Optional<BlockHeader> header = headers.header(node, number);
    if (header.isEmpty()) {
      return new Answer.Silent(node.endpoint().display() + " does not have the block yet");
    }
    String actual = header.get().hash();
    return actual.equals(hash)
        ? new Answer.Same(node.endpoint().display())
        : new Answer.Other(actual + ", not " + hash);
  }

  private Answer sameResult(
      EvmClient node,
      long block,
      String blockHash,
      ExpectedCall call,
      String result,
      int confirmations) {
    Answer sameBlock = sameHash(node, block, blockHash, confirmations);
    if (!(sameBlock instanceof Answer.Same)) {
      return sameBlock;
    }
    Optional<Answer> past = past(node, block + confirmations + 1, call.freshness());
    if (past.isPresent()) {
      return past.get();
    }
    try {
      String actual = node.call(call.to(), call.data(), Optional.of(block));
      return actual.equals(result) ? sameBlock : new Answer.Other("another result");
    } catch (EvmException.CallReverted reverted) {
      return new Answer.Other(reverted.getMessage());
    }
  }

  /**
   * An old block is as genuine as the newest: what it said may long not be so any more.
   *
   * @param next with which its successor had as many confirmations as the rule asks for
   */
  private Optional<Answer> past(EvmClient node, long next, Freshness freshness) {
    return headers
        .header(node, next)
        .map(BlockHeader::timestamp)
        .filter(freshness::isPast)
        .map(
            followed ->
                new Answer.Other(
                    "a state that block %d replaced at %d; asked for at %d, with %d s of tolerance"
                        .formatted(
                            next, followed, freshness.since(), Freshness.TOLERANCE_SECONDS)));
  }

  private static Finding sealed(
      BlockHeader header, Optional<ValidatorTrail> trail, TrustAnchors.QbftSeals rule) {
    try {
      Set<String> sealers =
          trail.isPresent()
              ? trail.get().verify(header, rule.validators(), rule.contract())
              : QbftSeals.verify(header, rule.validators());
      return new Finding.Accepted(sealers.stream().sorted().toList());
    } catch (ProofException lacking) {
      return Finding.disputed(
          "commit seals of block " + header.number(),
          trail.isPresent()
              ? "a quorum of the validators that followed the registered ones"
              : "a quorum of the registered validators",
          lacking.getMessage());
    }
  }

  private static Finding unreadable(TrustAnchors.Unreadable anchors) {
    return Finding.disputed(
        "trust anchors of the subchain", "anchors of rule " + anchors.rule(), anchors.problem());
  }

  @Override
  public void close() {
    nodes.close();
  }
}
