package io.govchain.cli;

import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.ProtocolKey;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.Awaiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens a work order: one option for each kind of change. */
@Command(
    name = "open",
    description = {
      "Open a work order, as an active governor of a member.",
      "Several changes in one order are decided together, by the strictest policy among them.",
      "The first is tried before: what the contract would refuse now needs no vote (--anyway)."
    },
    footer = {
      "",
      "Example:",
      "  govchain work-order open --admit 0x9f3c... --description 'City Land Registry applies'",
      "  govchain work-order open --activate 0x5c1e... --activate 0x77ab... --description"
          + " 'accounts of the registry'"
    })
final class OpenWorkOrderCommand extends SigningCommand {
  private static final Duration VOTING_STARTS = Duration.ofSeconds(60);

  @Option(names = "--description", required = true, description = "Shown to those who vote.")
  private String description;

  @Option(
      names = "--anyway",
      description = "Open it also if its first change could not be carried out now.")
  private boolean anyway;

  @Option(
      names = "--admit",
      paramLabel = "APPLICATION",
      description = "Admit an institution by its application.")
  private List<String> admit = List.of();

  @Option(
      names = "--activate",
      paramLabel = "ACCOUNT",
      description = "Activate an account that applied.")
  private List<String> activate = List.of();

  @Option(names = "--freeze-account", paramLabel = "ACCOUNT", description = "Freeze an account.")
  private List<String> freezeAccount = List.of();

  @Option(
      names = "--unfreeze-account",
      paramLabel = "ACCOUNT",
      description = "Unfreeze an account.")
  private List<String> unfreezeAccount = List.of();

  @Option(
      names = "--revoke-account",
      paramLabel = "ACCOUNT",
      description = "Revoke an account for good.")
  private List<String> revokeAccount = List.of();

  @Option(names = "--suspend", paramLabel = "INSTITUTION", description = "Suspend an institution.")
  private List<String> suspend = List.of();

  @Option(
      names = "--reinstate",
      paramLabel = "INSTITUTION",
      description = "Reinstate a suspended institution.")
  private List<String> reinstate = List.of();

  @Option(
      names = "--expel",
      paramLabel = "INSTITUTION",
      description = "Expel an institution for good.")
  private List<String> expel = List.of();

  @Option(
      names = "--change-category",
      paramLabel = "INSTITUTION=CATEGORY",
      description = "genesis, governance or audit; the seat in the electorate follows.")
  private Map<String, String> changeCategory = new LinkedHashMap<>();

  @Option(
      names = "--accept-key",
      paramLabel = "ACCOUNT:SUITE:VERSION",
      description = "Let a registered protocol key count without further confirmations.")
  private List<String> acceptKey = List.of();

  @Option(
      names = "--revoke-key",
      paramLabel = "ACCOUNT:SUITE:VERSION",
      description = "End a protocol key of an account for good.")
  private List<String> revokeKey = List.of();

  @Option(
      names = "--set-role",
      paramLabel = "CONTRACT.FUNCTION=ROLE",
      description = "Who may call a function: governor, operator, cross-chain, auditor.")
  private Map<String, String> setRole = new LinkedHashMap<>();

  @Option(
      names = "--set-policy",
      paramLabel = "CONTRACT.FUNCTION=POLICY",
      description = "What a work order needs for a call: none, majority, two-thirds, unanimous.")
  private Map<String, String> setPolicy = new LinkedHashMap<>();

  @Option(
      names = "--admit-node",
      paramLabel = "NODE",
      description = "Admit a node that was requested.")
  private List<String> admitNode = List.of();

  @Option(names = "--remove-node", paramLabel = "NODE", description = "Remove a node.")
  private List<String> removeNode = List.of();

  @Option(names = "--freeze-pipeline", paramLabel = "PIPELINE", description = "Freeze a pipeline.")
  private List<String> freezePipeline = List.of();

  @Option(
      names = "--unfreeze-pipeline",
      paramLabel = "PIPELINE",
      description = "Unfreeze a pipeline.")
  private List<String> unfreezePipeline = List.of();

  @Option(
      names = "--resolve",
      paramLabel = "TRANSACTION=NOTE",
      description = "Declare an escalated transaction resolved, and say how.")
  private Map<String, String> resolve = new LinkedHashMap<>();

  @Option(
      names = "--call",
      paramLabel = "ADDRESS:DATA",
      description = "Any other governed call, encoded.")
  private List<String> calls = List.of();

  @Mixin private RegistryChanges more;

  @Mixin private CreditChanges credit;

  @Override
  void run(Output out, Signing signing) {
    requireSubjects(signing.chain());
    List<ProposedCall> changes = collect(signing.chain());
    if (!anyway) {
      TriedChange.require(signing.chain(), changes.getFirst());
    }
    open(out, signing, new Proposal(changes, description));
  }

  /** Proposes, and waits until votes count. */
  static void open(Output out, Signing signing, Proposal proposal) {
    String id = proposal.workOrderId();
    signing.send(
        out,
        GovernanceCalls.propose(proposal),
        receipt -> {
          awaitVoting(signing.chain(), id);
          return new Signing.Done("work order opened: " + id, Map.of("workOrder", id));
        });
  }

  /** A protocol key as options name it. */
  private record KeyName(String account, ProtocolKey.Suite suite, long version) {
    static KeyName parse(String option, String text) {
      String[] parts = text.split(":", -1);
      if (parts.length != 3 || !parts[2].matches("[0-9]{1,9}")) {
        throw CommandFailure.usage(option + ": expected ACCOUNT:SUITE:VERSION, actual " + text);
      }
      return new KeyName(
          parts[0], Words.parse(option, new Words.Suites(), parts[1]), Long.parseLong(parts[2]));
    }
  }

  /** Votes count from the next second of block time on: who opens it can vote right away. */
  private static void awaitVoting(GovernanceChain chain, String id) {
    Awaiting.within(VOTING_STARTS)
        .until(
            "work order " + id + " can be voted on",
            () -> WorkOrderCommand.find(chain, id).state(),
            state -> state != WorkOrder.State.PENDING);
  }

  private void requireSubjects(GovernanceChain chain) {
    Subjects.require(admit, "membership application", chain::membershipApplication);
    for (List<String> accounts : List.of(activate, freezeAccount, unfreezeAccount, revokeAccount)) {
      Subjects.require(accounts, "account", chain::account);
    }
    for (Collection<String> institutions :
        List.of(suspend, reinstate, expel, changeCategory.keySet())) {
      Subjects.require(institutions, "institution", chain::institution);
    }
    for (List<String> nodes : List.of(admitNode, removeNode)) {
      Subjects.require(nodes, "node", chain::node);
    }
    for (List<String> pipelines : List.of(freezePipeline, unfreezePipeline)) {
      Subjects.require(pipelines, "pipeline", chain::pipeline);
    }
    Subjects.require(resolve.keySet(), "transaction", chain::transaction);
    more.requireSubjects(chain);
    credit.requireSubjects(chain);
  }

  private List<ProposedCall> collect(GovernanceChain chain) {
    List<ProposedCall> all = new ArrayList<>();
    admit.forEach(id -> all.add(GovernanceActions.admitInstitution(id)));
    activate.forEach(account -> all.add(GovernanceActions.activateAccount(account)));
    freezeAccount.forEach(account -> all.add(GovernanceActions.freezeAccount(account)));
    unfreezeAccount.forEach(account -> all.add(GovernanceActions.unfreezeAccount(account)));
    revokeAccount.forEach(account -> all.add(GovernanceActions.revokeAccount(account)));
    suspend.forEach(code -> all.add(GovernanceActions.suspendInstitution(code)));
    reinstate.forEach(code -> all.add(GovernanceActions.reinstateInstitution(code)));
    expel.forEach(code -> all.add(GovernanceActions.expelInstitution(code)));
    changeCategory.forEach(
        (code, category) ->
            all.add(
                GovernanceActions.changeCategory(
                    code, Words.parse("--change-category", new Words.Categories(), category))));
    acceptKey.forEach(
        text -> {
          KeyName key = KeyName.parse("--accept-key", text);
          all.add(GovernanceActions.acceptProtocolKey(key.account(), key.suite(), key.version()));
        });
    revokeKey.forEach(
        text -> {
          KeyName key = KeyName.parse("--revoke-key", text);
          all.add(GovernanceActions.revokeProtocolKey(key.account(), key.suite(), key.version()));
        });
    setRole.forEach(
        (name, role) ->
            PermissionCommand.named(chain, name)
                .forEach(
                    one ->
                        all.add(
                            GovernanceActions.setFunctionRole(
                                one.target(),
                                List.of(one.selector()),
                                Words.parse("--set-role", new Words.Roles(), role)))));
    setPolicy.forEach(
        (name, policy) ->
            PermissionCommand.named(chain, name)
                .forEach(
                    one ->
                        all.add(
                            GovernanceActions.setPolicy(
                                one.target(), one.selector(), Words.policy(policy)))));
    admitNode.forEach(id -> all.add(GovernanceActions.admitNode(id)));
    removeNode.forEach(id -> all.add(GovernanceActions.removeNode(id)));
    freezePipeline.forEach(path -> all.add(GovernanceActions.freezePipeline(path)));
    unfreezePipeline.forEach(path -> all.add(GovernanceActions.unfreezePipeline(path)));
    resolve.forEach(
        (id, note) ->
            all.add(GovernanceActions.resolveTransaction(Arguments.id("--resolve", id), note)));
    for (String call : calls) {
      String[] parts = call.split(":", 2);
      if (parts.length != 2) {
        throw CommandFailure.usage("--call: expected ADDRESS:DATA, actual " + call);
      }
      all.add(new ProposedCall(parts[0], parts[1]));
    }
    more.addTo(all);
    credit.addTo(all, chain);
    if (all.isEmpty()) {
      throw CommandFailure.usage("expected at least one change, for example --admit; actual none");
    }
    return all;
  }
}
