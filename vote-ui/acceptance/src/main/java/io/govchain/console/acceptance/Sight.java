package io.govchain.console.acceptance;

import com.microsoft.playwright.Page;
import io.govchain.console.acceptance.browser.Visitor;
import io.govchain.console.acceptance.world.World;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that the console shows, of which there is a picture and which has to be there for
 * everybody.
 */
public sealed interface Sight permits MainPage, Scene {

  /** For file names. */
  String name();

  /** Brings a visitor there, whatever she had open before, and waits until it is there. */
  Page open(Visitor visitor);

  /** All of them in a furnished world, in the order in which the documents show them. */
  static List<Sight> of(World world) {
    return Stream.<Sight>concat(MainPage.of(world).stream(), Scene.of(world).stream()).toList();
  }
}
