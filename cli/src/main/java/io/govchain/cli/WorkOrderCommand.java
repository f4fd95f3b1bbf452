package io.govchain.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Proposal;
import io.govchain.governance.Sentence;
import io.govchain.governance.WorkOrder;
import io.govchain.governance.WorkOrderDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Votes of the genesis institutions. */
@Command(
    name = "work-order",
    description = "Votes of the genesis institutions: open, list, show, vote, execute, cancel.",
    subcommands = {
      OpenWorkOrderCommand.class,
      WorkOrderCommand.ListWorkOrders.class,
      WorkOrderCommand.Show.class,
      WorkOrderCommand.ShowVoters.class,
      WorkOrderCommand.Vote.class,
      SignedVoteCommands.SignVote.class,
      SignedVoteCommands.SubmitVote.class,
      WorkOrderCommand.Execute.class,
      WorkOrderCommand.Cancel.class
    })
final class WorkOrderCommand extends NounCommand {
  private static final int LONGEST_TITLE = 60;

  private static final Listing<Titled> LISTING =
      new Listing<>(
          "work orders",
          Listing.column("WORK ORDER", titled -> titled.order().id()),
          Listing.column("STATE", titled -> titled.order().state().word()),
          Listing.column("POLICY", titled -> titled.order().policy().word()),
          Listing.column("FOR/AGAINST/ABSTAIN OF SEATS", titled -> tally(titled.order())),
          Listing.column(
              "DEADLINE", titled -> Instant.ofEpochSecond(titled.order().deadline()).toString()),
          Listing.column("TITLE", titled -> shortened(titled.title())));

  /**
   * A work order, told apart from others.
   *
   * @param title first line of its description: the proposer's words, not what it does
   */
  record Titled(@JsonUnwrapped WorkOrder order, String title) {}

  private static String tally(WorkOrder order) {
    return "%d/%d/%d of %d"
        .formatted(order.forVotes(), order.againstVotes(), order.abstainVotes(), order.seats());
  }

  /** Page by page: of the proposals, which may be large, no more than the titles are kept. */
  private static List<Titled> titled(GovernanceChain chain) {
    List<WorkOrder> orders = chain.workOrders();
    List<Titled> titled = new ArrayList<>();
    for (int from = 0; from < orders.size(); from += GovernanceChain.PAGE) {
      int end = Math.min(orders.size(), from + GovernanceChain.PAGE);
      List<WorkOrder> page = orders.subList(from, end);
      Map<String, Proposal> proposals = chain.proposals(page);
      page.forEach(
          order -> titled.add(titled(order, Optional.ofNullable(proposals.get(order.id())))));
    }
    return titled;
  }

  private static Titled titled(WorkOrder order, Optional<Proposal> proposal) {
    String description = proposal.map(Proposal::description).orElse("");
    return new Titled(order, description.strip().lines().findFirst().orElse("").strip());
  }

  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= LONGEST_TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 3)) + "...";
  }

  static WorkOrder find(GovernanceChain chain, String id) {
    return chain
        .workOrder(Arguments.id("WORK-ORDER", id))
        .orElseThrow(() -> CommandFailure.notFound("work order", id));
  }

  static Proposal proposal(GovernanceChain chain, String id) {
    return chain
        .proposal(Arguments.id("WORK-ORDER", id))
        .orElseThrow(() -> CommandFailure.notFound("work order", id));
  }

  @Command(
      name = "list",
      description = {
        "List all work orders, each with the first line of its description.",
        "That line is the proposer's; what an order does, work-order show tells."
      },
      footer = {"", "Example:", "  govchain work-order list"})
  static final class ListWorkOrders extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, titled(chain));
    }
  }

  @Command(
      name = "voters",
      description = "Show how many institutions have a seat, and how many of them can vote.",
      footer = {"", "Example:", "  govchain work-order voters"})
  static final class ShowVoters extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(chain.members().voters());
    }
  }

  @Command(
      name = "show",
      description = "Show what a work order will change, in words, and who voted.",
      footer = {"", "Example:", "  govchain work-order show 0x41d0..."})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "WORK-ORDER", description = "Its identifier.")
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
      out.record(view, changesFirst(view));
    }

    /** What the order does comes first, and whose words the description is stands before it. */
    private static Map<String, Object> changesFirst(Map<String, Object> view) {
      Map<String, Object> shown = new LinkedHashMap<>(view);
      shown.put("the proposer says", shown.remove("description"));
      return shown;
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
    @Parameters(index = "0", paramLabel = "WORK-ORDER", description = "Its identifier.")
    private String id;

    @Parameters(
        index = "1",
        paramLabel = "VOTE",
        converter = Words.Votes.class,
        completionCandidates = Words.Votes.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private WorkOrder.Vote vote;

    @Option(names = "--reason", defaultValue = "", description = "Why, for everybody to read.")
    private String reason;

    @Override
    void run(Output out, Signing signing) {
      String why = Arguments.reason(reason);
      find(signing.chain(), id);
      signing.send(out, GovernanceCalls.vote(id, vote, why), "voted " + vote.word());
    }
  }

  @Command(
      name = "execute",
      description = "Carry out a work order that has succeeded; anybody may.",
      footer = {"", "Example:", "  govchain work-order execute 0x41d0..."})
  static final class Execute extends SigningCommand {
    @Parameters(paramLabel = "WORK-ORDER", description = "Its identifier.")
    private String id;

    @Override
    void run(Output out, Signing signing) {
      GovernanceChain chain = signing.chain();
      NotSucceeded.refuse(find(chain, id));
      signing.send(out, GovernanceCalls.execute(proposal(chain, id)), "work order executed");
    }
  }

  @Command(
      name = "cancel",
      description = "Take a work order of yours back before it is decided.",
      footer = {"", "Example:", "  govchain work-order cancel 0x41d0..."})
  static final class Cancel extends SigningCommand {
    @Parameters(paramLabel = "WORK-ORDER", description = "Its identifier.")
    private String id;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, GovernanceCalls.cancel(proposal(signing.chain(), id)), "work order cancelled");
    }
  }
}
