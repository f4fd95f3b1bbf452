package io.govchain.cli;

import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Permission;
import io.govchain.governance.WorkOrder;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Who may call which function of the governance contracts. */
@Command(
    name = "permission",
    description = {
      "Which role may call which function of which governance contract, as the chain has it now.",
      "A role is changed by a work order: work-order open --set-role CONTRACT.FUNCTION=ROLE; the"
          + " majority that a work order needs: --set-policy CONTRACT.FUNCTION=POLICY."
    },
    subcommands = {PermissionCommand.ListPermissions.class, PermissionCommand.Show.class})
final class PermissionCommand extends NounCommand {
  private static final Listing<Permission> LISTING =
      new Listing<>(
          "permissions",
          Listing.column("CONTRACT", Permission::contract),
          Listing.column("FUNCTION", Permission::function),
          Listing.column("MAY CALL", Permission::holders),
          Listing.column("BY WORK ORDER", permission -> policy(permission.policy())));

  private static String policy(WorkOrder.Policy policy) {
    return policy == WorkOrder.Policy.NONE ? "never" : policy.word();
  }

  /** The functions of this name, written CONTRACT.FUNCTION with or without argument types. */
  static List<Permission> named(GovernanceChain chain, String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<Permission> found =
        chain.members().permissions().stream()
            .filter(
                permission -> {
                  String full =
                      (permission.contract() + "." + permission.function())
                          .toLowerCase(Locale.ROOT);
                  return full.equals(wanted) || full.startsWith(wanted + "(");
                })
            .toList();
    if (found.isEmpty()) {
      throw CommandFailure.notFound("governed function CONTRACT.FUNCTION", name);
    }
    return found;
  }

  @Command(
      name = "list",
      description = "List every governed function with who may call it.",
      footer = {"", "Example:", "  govchain permission list"})
  static final class ListPermissions extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.members().permissions());
    }
  }

  @Command(
      name = "show",
      description = "Show who may call one function.",
      footer = {"", "Example:", "  govchain permission show Services.register"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(
        paramLabel = "CONTRACT.FUNCTION",
        description = "A function of a governance contract, such as Institutions.suspend.")
    private String name;

    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, named(chain, name));
    }
  }
}
