package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Reviewer;
import io.govchain.console.acceptance.world.Applications;
import io.govchain.console.acceptance.world.World;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.MembershipApplication;
import io.govchain.governance.MembershipReview;
import io.govchain.governance.WorkOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An application is judged by its documents, and refused. */
@Acceptance
@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApplicationsTest {
  private static final byte[] LICENCE = "licence of the hospital".getBytes(StandardCharsets.UTF_8);
  private static final byte[] REPORT = "its premises are not safe".getBytes(StandardCharsets.UTF_8);
  private static final Look CHINESE = Look.USUAL.in(Look.Language.CHINESE);
  private static String application;
  private static String order;

  @Test
  @Order(1)
  void shouldTellTheRightDocumentFromAnother_whenItIsCompared(
      World world, People people, @TempDir Path directory) throws IOException {
    application = Applications.of(world).applies("hospital", "City Hospital", LICENCE);
    order =
        world
            .orders()
            .open("Admit the City Hospital", GovernanceActions.admitInstitution(application));
    Path right = Files.write(directory.resolve("licence.pdf"), LICENCE);
    Path wrong = Files.write(directory.resolve("another.pdf"), REPORT);
    Reviewer court = Reviewer.at(people.somebody(Look.USUAL));
    court.visitor().traffic().expectRefusals();
    court.comesWith(world.court().governor());
    court.follows("/orders").follows("/orders/" + order);

    court.fetches().learns("The server does not have this document");
    court.compares(wrong).learns("NOT the same").hasChoices(1);
    court.compares(right).learns("The same: “licence.pdf”").hasChoices(2);
    court.shares().learns("The document was uploaded");
  }

  @Test
  @Order(2)
  void shouldBeThereForEverybody_whenItWasUploaded(World world, People people) {
    Reviewer reader = Reviewer.at(people.somebody(CHINESE));
    reader.opens("/orders/" + order);

    reader.fetches().learns("一致").hasChoices(2);
  }

  @Test
  @Order(3)
  void shouldBeOnRecord_whenAnOperatorReviewsTheApplication(
      World world, People people, @TempDir Path directory) throws Exception {
    Path report = Files.write(directory.resolve("report.pdf"), REPORT);
    Reviewer court = Reviewer.at(people.somebody(CHINESE));
    court.comesWith(world.court().operator());
    court.follows("/orders").follows("/orders/" + order);

    court.recommends("建议否决", report).readsOfTheApplication("建议否决");

    assertThat(world.consortium().chain().members().reviews(application))
        .singleElement()
        .satisfies(
            review -> {
              assertThat(review.recommendation()).isEqualTo(MembershipReview.Recommendation.REJECT);
              assertThat(review.reportDigest())
                  .isEqualTo(Hex.of(MessageDigest.getInstance("SHA-256").digest(REPORT)));
            });
  }

  @Test
  @Order(4)
  void shouldBeWithdrawn_whenItsProposerThinksBetterOfIt(World world, People people) {
    String second =
        world
            .orders()
            .open(
                "Admit the City Hospital, for the second time",
                GovernanceActions.admitInstitution(application));
    Reviewer archive = Reviewer.at(people.somebody(Look.USUAL));
    archive.comesWith(world.archive().governor());
    archive.follows("/orders").follows("/orders/" + second);
    archive.isNotOffered("Withdraw the order");
    Reviewer court = Reviewer.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().governor());
    court.follows("/orders").follows("/orders/" + second);

    court.does("Withdraw the order", "The order was withdrawn");

    assertThat(world.orders().state(second)).isEqualTo(WorkOrder.State.CANCELED);
  }

  @Test
  @Order(5)
  void shouldBeRejectedOnRecord_whenTheVoteWentAgainstIt(World world, People people) {
    world.orders().reject(order);
    Reviewer court = Reviewer.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().governor());
    court.follows("/orders").follows("/orders/" + order);

    court.does("Record the rejection", "The rejection was recorded");

    court.readsOfTheApplication("rejected");
    assertThat(world.consortium().chain().membershipApplication(application))
        .get()
        .extracting(MembershipApplication::status)
        .isEqualTo(MembershipApplication.Status.REJECTED);
  }
}
