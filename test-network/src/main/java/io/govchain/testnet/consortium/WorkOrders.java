package io.govchain.testnet.consortium;

import io.govchain.evm.EvmException;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.Awaiting;
import java.time.Duration;
import java.util.List;

/** Opens work orders, has the genesis institutions vote, and executes what they decide. */
final class WorkOrders {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final GovernanceChain chain;
  private final Accounts accounts;
  private final List<Member> voters;
  private final Progress progress;

  WorkOrders(GovernanceChain chain, Accounts accounts, List<Member> voters, Progress progress) {
    this.chain = chain;
    this.accounts = accounts;
    this.voters = List.copyOf(voters);
    this.progress = progress;
  }

  /** The first voter opens it, each votes for it, the first executes it. Returns its id. */
  String pass(String description, List<ProposedCall> calls) {
    Proposal proposal = new Proposal(calls, description);
    Member opener = voters.getFirst();
    accounts.of(opener.governor()).send(GovernanceCalls.propose(proposal));
    String id = proposal.workOrderId();
    WorkOrder opened = await(id, WorkOrder.State.ACTIVE);
    progress.done(
        "work order %s opened by %s, decided by %s: %s"
            .formatted(brief(id), opener.code(), opened.policy().word(), description));
    Together.run(voters.stream().<Runnable>map(voter -> () -> vote(voter, id)).toList());
    await(id, WorkOrder.State.SUCCEEDED);
    accounts.of(opener.governor()).send(GovernanceCalls.execute(proposal));
    return id;
  }

  /** No dry run, so that all votes go into one block. */
  private void vote(Member voter, String id) {
    try {
      accounts
          .of(voter.governor())
          .sendAll(List.of(GovernanceCalls.vote(id, WorkOrder.Vote.FOR, "documents checked")));
      progress.done("  " + voter.code() + " votes for it");
    } catch (EvmException.CallReverted late) {
      if (chain.workOrder(id).orElseThrow().state() != WorkOrder.State.SUCCEEDED) {
        throw late;
      }
      progress.done("  " + voter.code() + " comes too late: it is decided already");
    }
  }

  private WorkOrder await(String id, WorkOrder.State expected) {
    return Awaiting.within(PATIENCE)
        .until(
            "work order " + id + " is " + expected.word(),
            () -> chain.workOrder(id).orElseThrow(),
            order -> order.state() == expected);
  }

  private static String brief(String id) {
    return id.substring(0, 10);
  }
}
