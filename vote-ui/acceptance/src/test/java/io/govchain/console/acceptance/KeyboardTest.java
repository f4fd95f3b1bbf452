package io.govchain.console.acceptance;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Keyboard;
import io.govchain.console.acceptance.pages.Reading;
import io.govchain.console.acceptance.pages.Voter;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.GovernanceActions;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A vote from the first page to its record in a block, without a mouse. */
@Acceptance
@Order(5)
class KeyboardTest {
  @Test
  void shouldReachEverythingOfAVote_whenThereIsOnlyAKeyboard(World world, People people)
      throws IOException {
    String order =
        world
            .orders()
            .open("Suspend the treasury", GovernanceActions.suspendInstitution("treasury"));
    Voter voter = Voter.at(people.somebody(Look.USUAL));
    voter.opens("/");
    Page page = voter.page();
    Keyboard keyboard = voter.keyboard();

    keyboard.reaches(page.locator("header a[href='/identity']")).presses("Enter");
    page.waitForURL("**/identity");
    FileChooser chooser =
        page.waitForFileChooser(
            () -> keyboard.reaches(page.locator("main input[type=file]")).presses("Enter"));
    chooser.setFiles(world.court().governor().keystore());
    keyboard
        .reaches(page.locator("main input[type=password]"))
        .types(Files.readString(world.court().governor().passwordFile()).strip())
        .presses("Enter");
    voter.isKnownAs(world.court().governor().address());

    keyboard.reaches(page.locator("nav a[href='/orders']")).presses("Enter");
    page.waitForURL("**/orders");
    Locator link = page.locator("main a[href='/orders/" + order + "']");
    keyboard.reaches(link).presses("Enter");
    page.waitForURL("**/orders/" + order);
    Reading.of(voter.visitor()).isComplete();

    keyboard.reaches(voter.ballot().locator("textarea")).types("read and judged");
    keyboard.reaches(voter.ballot().locator("button.ant-btn-primary")).presses("Enter");
    Locator sign = page.getByTestId("signing").locator("button.ant-btn-primary");
    page.waitForCondition(sign::isEnabled);
    keyboard.reaches(sign).presses("Enter");
    voter.hasVoted();
  }
}
