package io.govchain.cli;

import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.Sentence;
import io.govchain.governance.WorkOrder;
import io.govchain.governance.WorkOrderDescription;
import io.govchain.testnet.Awaiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Votes of the genesis institutions. */
@Command(
    name = "work-order",
    description = "Votes of the genesis institutions: open, list, show, vote, execute, cancel.",
    subcommands = {
      WorkOrderCommand.Open.class,
      WorkOrderCommand.ListWorkOrders.class,
      WorkOrderCommand.Show.class,
      WorkOrderCommand.Vote.class,
      WorkOrderCommand.Execute.class,
      WorkOrderCommand.Cancel.class
    })
final class WorkOrderCommand extends NounCommand {
  private static final Listing<WorkOrder> LISTING =
      new Listing<>(
          "work orders",
          Listing.column("WORK ORDER", WorkOrder::id),
          Listing.column("STATE", order -> order.state().word()),
          Listing.column("POLICY", order -> order.policy().word()),
          Listing.column(
              "FOR/AGAINST/ABSTAIN OF SEATS",
              order ->
                  "%d/%d/%d of %d"
                      .formatted(
                          order.forVotes(),
                          order.againstVotes(),
                          order.abstainVotes(),
                          order.seats())),
          Listing.column("DEADLINE", order -> Instant.ofEpochSecond(order.deadline()).toString()));

  private static final Duration VOTING_STARTS = Duration.ofSeconds(60);

  private static WorkOrder find(GovernanceChain chain, String id) {
    return chain
        .workOrder(Arguments.id("WORK-ORDER", id))
        .orElseThrow(() -> CommandFailure.notFound("work order", id));
  }

  private static Proposal proposal(GovernanceChain chain, String id) {
    return chain
        .proposal(Arguments.id("WORK-ORDER", id))
        .orElseThrow(() -> CommandFailure.notFound("work order", id));
  }

  @Command(
      name = "open",
      description = {
        "Open a work order, as an active governor of a member.",
        "Several changes in one order are decided together, by the strictest policy among them."
      },
      footer = {
        "",
        "Example:",
        "  govchain work-order open --admit 0x9f3c... --description 'City Land Registry applies'",
        "  govchain work-order open --activate 0x5c1e... --activate 0x77ab... --description"
            + " 'accounts of the registry'"
      })
  static final class Open extends SigningCommand {
    @Option(names = "--description", required = true, description = "Shown to those who vote.")
    private String description;

    @Option(names = "--admit", paramLabel = "APPLICATION")
    private List<String> admit = List.of();

    @Option(names = "--activate", paramLabel = "ACCOUNT")
    private List<String> activate = List.of();

    @Option(names = "--freeze-account", paramLabel = "ACCOUNT")
    private List<String> freezeAccount = List.of();

    @Option(names = "--unfreeze-account", paramLabel = "ACCOUNT")
    private List<String> unfreezeAccount = List.of();

    @Option(names = "--revoke-account", paramLabel = "ACCOUNT")
    private List<String> revokeAccount = List.of();

    @Option(names = "--suspend", paramLabel = "INSTITUTION")
    private List<String> suspend = List.of();

    @Option(names = "--reinstate", paramLabel = "INSTITUTION")
    private List<String> reinstate = List.of();

    @Option(names = "--expel", paramLabel = "INSTITUTION")
    private List<String> expel = List.of();

    @Option(names = "--admit-node", paramLabel = "NODE")
    private List<String> admitNode = List.of();

    @Option(names = "--remove-node", paramLabel = "NODE")
    private List<String> removeNode = List.of();

    @Option(names = "--freeze-pipeline", paramLabel = "PIPELINE")
    private List<String> freezePipeline = List.of();

    @Option(names = "--unfreeze-pipeline", paramLabel = "PIPELINE")
    private List<String> unfreezePipeline = List.of();

    @Option(
        names = "--call",
        paramLabel = "ADDRESS:DATA",
        description = "Any other governed call, encoded.")
    private List<String> calls = List.of();

    @Override
    void run(Output out, Signing signing) {
      Proposal proposal = new Proposal(collect(), description);
      String id = proposal.workOrderId();
      signing.send(
          out,
          GovernanceCalls.propose(proposal),
          receipt -> {
            awaitVoting(signing.chain(), id);
            return new Signing.Done("work order opened: " + id, Map.of("workOrder", id));
          });
    }

    /** Votes count from the next second of block time on: who opens it can vote right away. */
    private static void awaitVoting(GovernanceChain chain, String id) {
      Awaiting.within(VOTING_STARTS)
          .until(
              "work order " + id + " can be voted on",
              () -> find(chain, id).state(),
              state -> state != WorkOrder.State.PENDING);
    }

    private List<ProposedCall> collect() {
      List<ProposedCall> all = new ArrayList<>();
      admit.forEach(id -> all.add(GovernanceActions.admitInstitution(id)));
      activate.forEach(account -> all.add(GovernanceActions.activateAccount(account)));
      freezeAccount.forEach(account -> all.add(GovernanceActions.freezeAccount(account)));
      unfreezeAccount.forEach(account -> all.add(GovernanceActions.unfreezeAccount(account)));
      revokeAccount.forEach(account -> all.add(GovernanceActions.revokeAccount(account)));
      suspend.forEach(code -> all.add(GovernanceActions.suspendInstitution(code)));
      reinstate.forEach(code -> all.add(GovernanceActions.reinstateInstitution(code)));
      expel.forEach(code -> all.add(GovernanceActions.expelInstitution(code)));
      admitNode.forEach(id -> all.add(GovernanceActions.admitNode(id)));
      removeNode.forEach(id -> all.add(GovernanceActions.removeNode(id)));
      freezePipeline.forEach(path -> all.add(GovernanceActions.freezePipeline(path)));
      unfreezePipeline.forEach(path -> all.add(GovernanceActions.unfreezePipeline(path)));
      for (String call : calls) {
        String[] parts = call.split(":", 2);
        if (parts.length != 2) {
          throw CommandFailure.usage("--call: expected ADDRESS:DATA, actual " + call);
        }
        all.add(new ProposedCall(parts[0], parts[1]));
      }
      if (all.isEmpty()) {
        throw CommandFailure.usage(
            "expected at least one change, for example --admit; actual none");
      }
      return all;
    }
  }

  @Command(
      name = "list",
      description = "List all work orders.",
      footer = {"", "Example:", "  govchain work-order list"})
  static final class ListWorkOrders extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.workOrders());
    }
  }

  @Command(
      name = "show",
      description = "Show what a work order will change, in words, and who voted.",
      footer = {"", "Example:", "  govchain work-order show 0x41d0..."})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "WORK-ORDER")
    private String id;

    @Override
    void run(Output out, GovernanceChain chain) {
      Map<String, Object> view = new LinkedHashMap<>();
      WorkOrder order = find(chain, id);
      Proposal proposal = proposal(chain, order.id());
      view.put("workOrder", order.id());
      view.put("description", proposal.description());
      view.put(
          "changes",
          WorkOrderDescription.of(proposal, chain).stream().map(Sentence::english).toList());
      view.put("state", order.state().word());
      view.put("policy", order.policy().word());
      view.put("seats", order.seats());
      view.put("for", order.forVotes());
      view.put("against", order.againstVotes());
      view.put("abstain", order.abstainVotes());
      view.put("deadline", Instant.ofEpochSecond(order.deadline()).toString());
      Map<String, String> votes = new LinkedHashMap<>();
      chain
          .institutions()
          .forEach(
              institution ->
                  chain
                      .vote(order.id(), institution.id())
                      .ifPresent(vote -> votes.put(institution.code(), vote.word())));
      view.put("votes", votes);
      out.record(view);
    }
  }

  @Command(
      name = "vote",
      description = "Cast your institution's one vote.",
      footer = {
        "",
        "Example:",
        "  govchain work-order vote 0x41d0... for --reason 'documents checked'"
      })
  static final class Vote extends SigningCommand {
    @Parameters(index = "0", paramLabel = "WORK-ORDER")
    private String id;

    @Parameters(
        index = "1",
        paramLabel = "VOTE",
        converter = Words.Votes.class,
        completionCandidates = Words.Votes.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private WorkOrder.Vote vote;

    @Option(names = "--reason", defaultValue = "")
    private String reason;

    @Override
    void run(Output out, Signing signing) {
      find(signing.chain(), id);
      signing.send(out, GovernanceCalls.vote(id, vote, reason), "voted " + vote.word());
    }
  }

  @Command(
      name = "execute",
      description = "Carry out a work order that has succeeded; anybody may.",
      footer = {"", "Example:", "  govchain work-order execute 0x41d0..."})
  static final class Execute extends SigningCommand {
    @Parameters(paramLabel = "WORK-ORDER")
    private String id;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, GovernanceCalls.execute(proposal(signing.chain(), id)), "work order executed");
    }
  }

  @Command(
      name = "cancel",
      description = "Take a work order of yours back before it is decided.",
      footer = {"", "Example:", "  govchain work-order cancel 0x41d0..."})
  static final class Cancel extends SigningCommand {
    @Parameters(paramLabel = "WORK-ORDER")
    private String id;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, GovernanceCalls.cancel(proposal(signing.chain(), id)), "work order cancelled");
    }
  }
}
