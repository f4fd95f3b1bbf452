package io.govchain.console.acceptance;

import io.govchain.console.acceptance.world.Applications;
import io.govchain.console.acceptance.world.Sharing;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.Node;
import io.govchain.governance.Paths;
import io.govchain.testnet.consortium.KeyFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What whom can do with one record of each register, as the contracts have it. */
final class LifeCycles {
  private static final List<String> NOTHING = List.of();

  /**
   * @param actions that the account may do itself
   * @param orders by which a vote may do more
   */
  record Offer(String register, String id, List<String> actions, List<String> orders) {}

  /**
   * A record.
   *
   * @param owner what the operator of its institution may do
   * @param governor what the governor of its institution may do
   * @param stranger what the operator of a genesis institution may do to whom it does not belong
   * @param genesis what the governor of that institution may do
   */
  private record Life(
      String register,
      String id,
      List<String> owner,
      List<String> governor,
      List<String> stranger,
      List<String> genesis,
      List<String> orders) {}

  private LifeCycles() {}

  /** By account: the registry's operator and governor, the court's operator and governor. */
  static Map<KeyFile, List<Offer>> of(World world) {
    Map<KeyFile, List<Offer>> offers = new LinkedHashMap<>();
    List<KeyFile> accounts =
        List.of(
            world.registry().operator(),
            world.registry().governor(),
            world.court().operator(),
            world.court().governor());
    accounts.forEach(account -> offers.put(account, new ArrayList<>()));
    for (Life life : lives(world)) {
      List<List<String>> each =
          List.of(life.owner(), life.governor(), life.stranger(), life.genesis());
      for (int i = 0; i < accounts.size(); i++) {
        offers
            .get(accounts.get(i))
            .add(new Offer(life.register(), life.id(), each.get(i), life.orders()));
      }
    }
    return offers;
  }

  private static List<Life> lives(World world) {
    Sharing shared = Sharing.of(world);
    List<String> item = List.of("Freeze");
    List<String> invited = List.of("Join the alliance", "Withdraw or decline");
    return List.of(
        new Life(
            "institutions",
            Paths.id("registry"),
            NOTHING,
            List.of("Withdraw from the consortium"),
            NOTHING,
            NOTHING,
            List.of(
                "Suspend the institution",
                "Expel the institution for good",
                "Change its category",
                "Lift its credit restriction",
                "Record that it is affiliated with another, or not any more")),
        new Life(
            "membership-applications",
            Applications.of(world).pending(),
            NOTHING,
            NOTHING,
            List.of("Put a review on record"),
            List.of("Put a review on record"),
            List.of("Admit the applicant")),
        new Life(
            "accounts",
            world.registry().operator().address(),
            List.of("Replace the key", "Register a protocol key", "Revoke a protocol key"),
            List.of("Freeze the account", "Revoke the account for good", "Revoke a protocol key"),
            NOTHING,
            List.of("Confirm a protocol key"),
            List.of("Freeze the account", "Revoke the account for good")),
        everybody("nodes", admittedNode(world), "Remove the node"),
        owned(
            "services",
            "registry/crosschain-proxy",
            List.of("Freeze the service"),
            "Change account, address and certificate",
            "Rotate the certificate",
            "Suspend the service",
            "Retire the service for good"),
        owned(
            "subchains",
            "registry/evidence-chain",
            item,
            "Change the trust anchors",
            "Offer the subchain",
            "Suspend",
            "Retire for good"),
        owned(
            "applications",
            world.business().application(),
            item,
            "Change key and certificate",
            "Suspend",
            "Retire for good"),
        owned(
            "business-contracts",
            "registry/evidence",
            item,
            "Raise the data class",
            "Suspend",
            "Retire for good"),
        pipeline(),
        new Life(
            "alliances", Paths.id(shared.alliance()), lead(), lead(), invited, invited, NOTHING),
        owned(
            "data-sets",
            shared.dataSet(),
            List.of("Lower the sensitivity", "Freeze the data set"),
            "Describe a new version",
            "Raise the sensitivity",
            "Grant its use",
            "Revoke a grant",
            "Suspend the data set",
            "Retire the data set for good"),
        everybody(
            "governance-contracts",
            Paths.id("Credit"),
            "Upgrade the contract",
            "Freeze the contract",
            "Retire the contract for good"));
  }

  /** What the operator of its institution alone runs. */
  private static Life owned(String register, String path, List<String> orders, String... owner) {
    return new Life(register, Paths.id(path), List.of(owner), NOTHING, NOTHING, NOTHING, orders);
  }

  /** What nobody does alone. */
  private static Life everybody(String register, String id, String... orders) {
    return new Life(register, id, NOTHING, NOTHING, NOTHING, NOTHING, List.of(orders));
  }

  /** Between the registry and the court: both have a say. */
  private static Life pipeline() {
    List<String> party =
        List.of("Suspend the pipeline", "Close the pipeline for good", "Refresh the pipeline");
    List<String> anybody = List.of("Refresh the pipeline");
    return new Life(
        "pipelines",
        Paths.id("registry/evidence"),
        party,
        anybody,
        party,
        anybody,
        List.of("Freeze the pipeline"));
  }

  private static List<String> lead() {
    return List.of(
        "Invite or approve",
        "Withdraw or decline",
        "Add a subchain of ours",
        "Remove a subchain",
        "Change a member’s role",
        "Offer the lead",
        "Support a motion",
        "Offer to merge",
        "Leave the alliance");
  }

  private static String admittedNode(World world) {
    return world.consortium().chain().nodes().stream()
        .filter(node -> node.status() == Node.Status.ADMITTED)
        .toList()
        .getLast()
        .id();
  }
}
