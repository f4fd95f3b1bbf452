package io.govchain.console.acceptance.world;

import io.govchain.governance.GovernanceActions;
import io.govchain.governance.WorkOrder;
import io.govchain.testnet.consortium.Member;
import java.util.List;

/**
 * Fills a world with what the pages are to show: a member with a pipeline, calls that ended in
 * every way, work orders in several states. The same each time, but for keys and hashes.
 */
public final class Furnishing {
  private static final String DIGEST = "0x" + "2026".repeat(16);

  private final World world;

  private Furnishing(World world) {
    this.world = world;
  }

  /** Does what has not been done in this world yet. */
  public static void of(World world) {
    if (world.sights() != null) {
      return;
    }
    Furnishing furnishing = new Furnishing(world);
    furnishing.member();
    Business business = furnishing.business();
    business.storesADeed();
    world.furnishedWith(
        new World.Sights(
            furnishing.orders(),
            business.pipeline().id(),
            business.storesADeed(),
            business.clashes(),
            business.escalates()));
  }

  private void member() {
    Member registry = world.registry();
    if (world.consortium().chain().institution(registry.code()).isEmpty()) {
      world.consortium().admit(registry, DIGEST);
    }
    world.activateRemainingAccounts();
  }

  private Business business() {
    Business business = world.startBusiness();
    if (!business.isConnected()) {
      business.connect();
    }
    return business;
  }

  /** One that is open and voted on by one institution, one that is passed and not executed. */
  private String orders() {
    Orders orders = world.orders();
    String open =
        orders.open(
            "Suspend the City Land Registry until its audit is complete",
            GovernanceActions.suspendInstitution(world.registry().code()));
    orders.vote(world.archive(), open);
    String passed =
        orders.open(
            "Restore the credit of the City Land Registry after its mistake was mended",
            GovernanceActions.restoreCredit(world.registry().code(), 100));
    for (Member member :
        List.of(world.court(), world.archive(), world.university(), world.treasury())) {
      if (orders.state(passed) == WorkOrder.State.ACTIVE) {
        orders.vote(member, passed);
      }
    }
    orders.await(passed, WorkOrder.State.SUCCEEDED);
    return open;
  }
}
