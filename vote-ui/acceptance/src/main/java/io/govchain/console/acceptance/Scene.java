package io.govchain.console.acceptance;

import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.pages.Official;
import io.govchain.console.acceptance.pages.Operator;
import io.govchain.console.acceptance.pages.Proposer;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.Paths;
import io.govchain.testnet.consortium.KeyFile;
import java.util.List;
import java.util.function.Consumer;

/**
 * What only somebody who acts gets to see: her account, forms that are filled in, and the last look
 * before a signature. Nothing is ever signed, so that it can be looked at any number of times.
 *
 * @param name for file names
 * @param way what leads there from any page
 */
record Scene(String name, Consumer<Visitor> way) implements Sight {

  @Override
  public Page open(Visitor visitor) {
    way.accept(visitor);
    return visitor.page();
  }

  static List<Scene> of(World world) {
    World.Sights sights = world.sights();
    KeyFile governor = world.court().governor();
    String institution = Paths.id(world.registry().code());
    return List.of(
        new Scene("identity-known", visitor -> Official.at(visitor).comesWith(governor)),
        new Scene("vote", visitor -> judging(visitor, governor, sights.openOrder())),
        new Scene(
            "signing",
            visitor ->
                judging(visitor, governor, sights.openOrder()).beginsToVote(reason(visitor))),
        new Scene("signing-account", visitor -> agreesWithoutAccount(visitor, sights.escalated())),
        new Scene("order-preview", visitor -> proposes(visitor, governor, institution)));
  }

  /** For test reports. */
  @Override
  public String toString() {
    return name;
  }

  private static Voter judging(Visitor visitor, KeyFile governor, String order) {
    Voter voter = Voter.at(visitor);
    voter.comesWith(governor);
    return voter.reads(order).writes(reason(visitor));
  }

  private static void agreesWithoutAccount(Visitor visitor, String escalation) {
    Operator operator = Operator.at(visitor);
    operator.opens("/escalations/" + escalation);
    operator
        .beginsToAgreeTo(inHerLanguage(visitor, "corrected in both books", "双方已在账簿中更正"))
        .isAskedForAnAccount();
  }

  private static void proposes(Visitor visitor, KeyFile governor, String institution) {
    Proposer proposer = Proposer.at(visitor);
    proposer.comesWith(governor);
    proposer.follows("/registers/institutions");
    proposer.follows("/registers/institutions/" + institution);
    proposer
        .takesUp("Institutions.suspend")
        .isReadyToPropose(
            inHerLanguage(
                visitor, "Suspend the registry until its audit is complete", "审计完成前暂停该机构"));
  }

  private static String reason(Visitor visitor) {
    return inHerLanguage(visitor, "documents checked", "材料已核对");
  }

  private static String inHerLanguage(Visitor visitor, String english, String chinese) {
    return visitor.look().language() == Look.Language.CHINESE ? chinese : english;
  }
}
