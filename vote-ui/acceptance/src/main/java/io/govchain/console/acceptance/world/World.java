package io.govchain.console.acceptance.world;

import io.govchain.governance.GovernanceAccount;
import io.govchain.testnet.FreePort;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Four genesis institutions (three votes of them are two thirds), of which the court has a chain,
 * two proxies and the console; and the land registry, which has its keys and is not a member yet.
 * Everything in it is real.
 */
public final class World implements AutoCloseable {
  /** Of chains that tests wait for. */
  private static final Duration QUICK = Duration.ofMillis(500);

  private static final String CHAIN = "evidence-chain";

  private final Consortium consortium;
  private final Member court;
  private final Member archive;
  private final Member university;
  private final Member treasury;
  private final Member registry;
  private final MemberServices courtServices;
  private final BusinessChain courtChain;
  private final ConsoleProcess console;
  private final Orders orders;
  private Business business;
  private Sights sights;

  /** Ids of what the pages of a furnished world show. */
  public record Sights(
      String openOrder, String pipeline, String settled, String compensated, String escalated) {}

  World(Path home, Duration blockTime, Progress progress) {
    Map<String, String> founders = new LinkedHashMap<>();
    founders.put("court", "City Court");
    founders.put("archive", "City Archive");
    founders.put("university", "City University");
    founders.put("treasury", "City Treasury");
    consortium =
        Consortium.found(
            Setup.embedded(home).withBlockTimes(blockTime, blockTime), founders, progress);
    court = consortium.genesisMember("court");
    archive = consortium.genesisMember("archive");
    university = consortium.genesisMember("university");
    treasury = consortium.genesisMember("treasury");
    registry = consortium.newcomer("registry", "City Land Registry");
    orders = new Orders(consortium, List.of(court, archive, university, treasury));
    consortium.activateAccounts(List.of(court));
    courtChain = consortium.startBusinessChains(List.of(court), CHAIN).getFirst();
    courtServices = consortium.register(court, courtChain);
    courtServices.subchainProxy().start();
    courtServices.crosschainProxy().start();
    console =
        ConsoleProcess.prepare(
            home.resolve("console"),
            new ConsoleConfig(
                consortium.network(),
                KeyFile.create(home.resolve("console"), "relay"),
                courtServices,
                FreePort.choose(),
                FreePort.choose()));
  }

  /** Founds and starts everything, with chains that are quicker than a consortium's. */
  public static World create(Path home, Progress progress) {
    return create(home, QUICK, progress);
  }

  /** The same with blocks so far apart. */
  public static World create(Path home, Duration blockTime, Progress progress) {
    World world = new World(home.toAbsolutePath(), blockTime, progress);
    try {
      world.consortium.awaitProxies();
      world.console.start();
      return world;
    } catch (RuntimeException e) {
      world.close();
      throw e;
    }
  }

  /** The registry's chain and proxies: registered, started, ready. It must be a member by now. */
  public Business startBusiness() {
    if (business == null) {
      BusinessChain chain = consortium.startBusinessChains(List.of(registry), CHAIN).getFirst();
      MemberServices services = consortium.register(registry, chain);
      services.subchainProxy().start();
      services.crosschainProxy().start();
      business =
          new Business(consortium, registry, services, chain, court, courtServices, courtChain);
      consortium.awaitProxies();
    }
    return business;
  }

  /** What the registry needs for its business and has not requested yet; voted in. */
  public void activateRemainingAccounts() {
    RemainingAccounts.activate(consortium, orders, registry);
  }

  /** A certificate, PEM: the court's operator's. */
  public Path certificate() {
    return courtServices.operatorCertificate().resolve("tls.crt");
  }

  /** Somebody's way to the governance chain without the console. */
  public GovernanceAccount account(KeyFile key) {
    return new GovernanceAccount(consortium.client(), key.key());
  }

  /** Moves the governance chain's clock on, as a test chain can. */
  public void letTimePass(long seconds) {
    ChainClock.advance(consortium.network(), seconds);
  }

  /** The node of the governance chain answers as ever, and there is no block any more. */
  public void holdBlocks() {
    ChainClock.holdBlocks(consortium.network());
  }

  /** Blocks come again, from now on one each second. */
  public void letBlocksCome() {
    ChainClock.letBlocksCome(consortium.network());
  }

  /** The registry's application, its pipeline's end, and what it calls. */
  public Business business() {
    return business;
  }

  /** What is to be seen here; the world must be furnished. */
  public Sights sights() {
    return sights;
  }

  void furnishedWith(Sights furnished) {
    sights = furnished;
  }

  /** Chain, proxies and members. */
  public Consortium consortium() {
    return consortium;
  }

  /** Work orders opened and voted on without a page. */
  public Orders orders() {
    return orders;
  }

  /** Whose console it is. */
  public Member court() {
    return court;
  }

  public Member archive() {
    return archive;
  }

  public Member university() {
    return university;
  }

  public Member treasury() {
    return treasury;
  }

  /** Not a member at first. */
  public Member registry() {
    return registry;
  }

  public ConsoleProcess console() {
    return console;
  }

  @Override
  public void close() {
    console.close();
    consortium.close();
  }
}
