package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.govchain.console.acceptance.browser.Browsing;
import io.govchain.console.acceptance.browser.InjectedWallet;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.browser.Traffic;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.world.World;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/**
 * Everybody who looks at the console in a test. Whatever the test is about: nobody's browser asks
 * anybody but the console, complains, or sends a key or password.
 */
final class People {
  private static final Path PICTURES = Path.of("target", "failures");

  private final World world;
  private final Browsing browsing;
  private final List<Visitor> visitors = new ArrayList<>();

  People(World world, Browsing browsing) {
    this.world = world;
    this.browsing = browsing;
  }

  /** Somebody who was never there before. */
  Visitor somebody(Look look) {
    Visitor visitor = browsing.visitor(world.console().address(), look);
    visitors.add(visitor);
    return visitor;
  }

  /** The same with a wallet in her browser. */
  Visitor somebodyWith(InjectedWallet wallet, Look look) {
    Visitor visitor = somebody(look);
    visitor.carry(wallet);
    return visitor;
  }

  void leave() {
    visitors.forEach(Visitor::close);
    visitors.clear();
  }

  void leaveAndAreHeldToTheRules() {
    List<Traffic> traffics = visitors.stream().map(Visitor::traffic).toList();
    leave();
    List<String> secrets = secrets();
    for (Traffic traffic : traffics) {
      assertThat(traffic.count()).as("requests that were watched").isPositive();
      assertThat(traffic.foreign()).as("requests to anybody but the console").isEmpty();
      assertThat(traffic.complaints()).as("complaints of the browser").isEmpty();
      assertThat(traffic.carrying(secrets)).as("requests with a key or password").isEmpty();
    }
  }

  /** For whoever looks into a failure: what each of them saw last. */
  void leavePictures(String name) {
    try {
      Files.createDirectories(PICTURES);
      for (int i = 0; i < visitors.size(); i++) {
        Visitor visitor = visitors.get(i);
        Path file = PICTURES.resolve("%s-%d.png".formatted(name.replaceAll("\\W+", "-"), i));
        visitor.page().screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        System.out.printf(
            "%s at %s, complaints %s%n",
            file, visitor.page().url(), visitor.traffic().complaints());
      }
    } catch (IOException | PlaywrightException e) {
      System.out.println("no picture of the failure: " + e.getMessage());
    }
  }

  private List<String> secrets() {
    return Stream.of(
            world.court(), world.archive(), world.university(), world.treasury(), world.registry())
        .flatMap(People::files)
        .flatMap(People::secrets)
        .toList();
  }

  private static Stream<KeyFile> files(Member member) {
    return Stream.of(member.governor(), member.operator());
  }

  private static Stream<String> secrets(KeyFile file) {
    try {
      String password = Files.readString(file.passwordFile()).strip();
      String key =
          WalletUtils.loadCredentials(password, file.keystore().toFile())
              .getEcKeyPair()
              .getPrivateKey()
              .toString(16);
      return Stream.of(password, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CipherException e) {
      throw new IllegalStateException("a keystore that its own password does not open", e);
    }
  }
}
