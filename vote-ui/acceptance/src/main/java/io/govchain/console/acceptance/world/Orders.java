package io.govchain.console.acceptance.world;

import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Member;
import java.time.Duration;
import java.util.List;

/** What genesis institutions do to work orders without the console. */
public final class Orders {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consortium consortium;
  private final List<Member> founders;

  Orders(Consortium consortium, List<Member> founders) {
    this.consortium = consortium;
    this.founders = founders;
  }

  /** The first founder opens it; waits until it can be voted on. Returns its id. */
  public String open(String description, ProposedCall... calls) {
    Proposal proposal = new Proposal(List.of(calls), description);
    account(founders.getFirst()).send(GovernanceCalls.propose(proposal));
    await(proposal.workOrderId(), WorkOrder.State.ACTIVE);
    return proposal.workOrderId();
  }

  /** A member votes for it. */
  public void vote(Member member, String order) {
    vote(member, order, WorkOrder.Vote.FOR, "documents checked");
  }

  private void vote(Member member, String order, WorkOrder.Vote vote, String reason) {
    account(member).sendAll(List.of(GovernanceCalls.vote(order, vote, reason)));
  }

  /** Founders vote against it until it cannot be accepted any more. */
  public void reject(String order) {
    for (Member member : founders) {
      if (state(order) == WorkOrder.State.ACTIVE) {
        vote(member, order, WorkOrder.Vote.AGAINST, "the documents are incomplete");
      }
    }
    await(order, WorkOrder.State.DEFEATED);
  }

  /** All founders but the first vote for it, as far as it takes; waits until it is accepted. */
  public void votesOfTheOthers(String order) {
    for (Member member : founders.subList(1, founders.size())) {
      if (state(order) == WorkOrder.State.ACTIVE) {
        vote(member, order);
      }
    }
    await(order, WorkOrder.State.SUCCEEDED);
  }

  /** Opened, voted for by all, executed. */
  public void pass(String description, ProposedCall... calls) {
    Proposal proposal = new Proposal(List.of(calls), description);
    String order = open(description, calls);
    vote(founders.getFirst(), order);
    votesOfTheOthers(order);
    account(founders.getFirst()).send(GovernanceCalls.execute(proposal));
  }

  /** What the chain says of it now. */
  public WorkOrder.State state(String order) {
    return consortium.chain().workOrder(order).orElseThrow().state();
  }

  /** Waits until the chain says this of it. */
  public void await(String order, WorkOrder.State expected) {
    Awaiting.within(PATIENCE)
        .until(
            "work order " + order + " is " + expected.word(),
            () -> state(order),
            state -> state == expected);
  }

  private GovernanceAccount account(Member member) {
    return new GovernanceAccount(consortium.client(), member.governor().key());
  }
}
