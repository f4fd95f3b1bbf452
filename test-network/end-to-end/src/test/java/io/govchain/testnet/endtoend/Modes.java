package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Pipeline;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Two cities with a chain, a gateway and two proxy processes each. Their contracts call each other
 * and nobody else has a hand in it: {@code east} shares documents with {@code west} and its points
 * circulate there; a journey is booked at both.
 */
final class Modes implements AutoCloseable {
  private static final Duration BLOCK_TIME = Duration.ofMillis(500);
  static final String SHARING = "east/sharing";
  private static final String MINTING = "east/minting";
  private static final String RELEASING = "west/releasing";
  private static final String TRAVEL = "east/travel";
  private static final long PEG_LIMIT = 1_000;

  static final int DEADLINE_SECONDS = 90;
  static final int SHARED = 2;
  static final int NOT_SHARED = 3;

  final Consortium consortium;
  final MemberServices east;
  final MemberServices west;
  final ChainUser eastCity;
  final ChainUser westCity;
  final BusinessApplication traveller;
  final Pipeline travel;
  final String eastGateway;
  final String westGateway;
  final String sharing;
  final String otherSharing;
  final String archive;
  final String points;
  final String vault;
  final String pegged;
  final String hotel;
  final String airline;
  private final int debuggerPort;
  private final Member eastMember;
  private final Member westMember;

  private Modes(Path home) {
    consortium =
        Consortium.found(
            Setup.embedded(home).withBlockTimes(BLOCK_TIME, BLOCK_TIME),
            Map.of("west", "West City"),
            Progress.silent());
    westMember = consortium.genesisMember("west");
    eastMember = consortium.newcomer("east", "East City");
    consortium.admit(eastMember, World.randomDigest());
    List<Member> members = List.of(eastMember, westMember);
    consortium.activateAccounts(members);
    List<BusinessChain> chains = consortium.startBusinessChains(members, "city-chain");
    eastCity = ChainUser.on(chains.get(0).client());
    westCity = ChainUser.on(chains.get(1).client());
    List<MemberServices> services = consortium.register(members, chains);
    east = services.get(0);
    west = services.get(1);

    eastGateway = gateway(eastCity, east);
    westGateway = gateway(westCity, west);
    sharing = eastCity.deploy("EvidenceSharing", "(address,bytes32)", eastGateway, id(SHARING));
    otherSharing =
        eastCity.deploy("EvidenceSharing", "(address,bytes32)", eastGateway, id(SHARING));
    archive = westCity.deploy("EvidenceArchive", "(address)", westGateway);
    points = eastCity.deploy("CityPoints", "(address)", eastCity.address());
    vault =
        eastCity.deploy(
            "PegVault",
            "(address,address,bytes32,address,uint208,uint48)",
            eastGateway,
            points,
            id(MINTING),
            eastCity.address(),
            PEG_LIMIT,
            60);
    pegged =
        westCity.deploy(
            "PeggedPoints",
            "(address,bytes32,address,uint208,uint48)",
            westGateway,
            id(RELEASING),
            westCity.address(),
            PEG_LIMIT,
            60);
    airline =
        eastCity.deploy("TravelBooking", "(address,address)", eastGateway, eastCity.address());
    hotel = westCity.deploy("TravelBooking", "(address,address)", westGateway, westCity.address());
    allowCalls(eastCity, eastGateway, SHARING, sharing);
    allowCalls(eastCity, eastGateway, SHARING, otherSharing);
    allowCalls(eastCity, eastGateway, SHARING, eastCity.address());
    allowCalls(eastCity, eastGateway, "east/nothing", eastCity.address());
    allowCalls(eastCity, eastGateway, MINTING, vault);
    allowCalls(westCity, westGateway, RELEASING, pegged);

    registerContracts();
    String eastApplication = consortium.carry(eastMember, east, eastGateway, "gateway");
    String westApplication = consortium.carry(westMember, west, westGateway, "gateway");
    connect(eastMember, "sharing", eastApplication, "sharing", westMember, "archive");
    connect(eastMember, "minting", eastApplication, "vault", westMember, "pegged");
    connect(westMember, "releasing", westApplication, "pegged-caller", eastMember, "vault-port");
    traveller = consortium.registerApplication(eastMember, east, "traveller");
    travel = connect(eastMember, "travel", traveller.path(), "airline", westMember, "hotel");
    debuggerPort = Ambush.prepare(east.subchainProxy());
    consortium.startProxies();
  }

  static Modes create(Path home) {
    return new Modes(home);
  }

  /** A gateway of the city, whose proxy may use it. */
  private static String gateway(ChainUser city, MemberServices services) {
    String gateway = city.deploy("Gateway", "(address)", city.address());
    city.calls(gateway, "registerAccount(address)", services.chainAccount());
    return gateway;
  }

  private static void allowCalls(ChainUser city, String gateway, String pipeline, String caller) {
    city.calls(gateway, "setCaller(bytes32,address,bool)", id(pipeline), caller, true);
  }

  /** Whoever is called is known by a port, whoever calls by itself. */
  private void registerContracts() {
    contract(eastMember, "sharing", sharing, List.of(CityFunctions.write(CityFunctions.SHARE)));
    contract(eastMember, "vault", vault, List.of(CityFunctions.write(CityFunctions.DEPOSIT)));
    contract(westMember, "pegged-caller", pegged, List.of(CityFunctions.write(CityFunctions.BURN)));
    contract(
        westMember,
        "archive",
        port(westCity, westGateway, SHARING, "east", archive),
        CityFunctions.archived());
    contract(
        westMember,
        "pegged",
        port(westCity, westGateway, MINTING, "east", pegged),
        CityFunctions.minted());
    contract(
        eastMember,
        "vault-port",
        port(eastCity, eastGateway, RELEASING, "west", vault),
        List.of(CityFunctions.write(CityFunctions.RELEASE)));
    contract(
        westMember,
        "hotel",
        port(westCity, westGateway, TRAVEL, "east", hotel),
        CityFunctions.booked());
    contract(
        eastMember,
        "airline",
        port(eastCity, eastGateway, TRAVEL, "east", airline),
        CityFunctions.booked());
    List.of("EvidenceArchive", "PeggedPoints", "TravelBooking").forEach(west::explain);
    List.of("PegVault", "TravelBooking").forEach(east::explain);
  }

  private static String port(
      ChainUser city, String gateway, String pipeline, String source, String receiver) {
    city.calls(gateway, "openPort(bytes32,bytes32,address)", id(pipeline), id(source), receiver);
    for (int number = 1; ; number++) {
      String port = city.reads(gateway, "portAt(uint32)(address)", number).get(0).asText();
      String target =
          city.reads(gateway, "portOf(address)((bytes32,bytes32,address,uint32,bool))", port)
              .get(0)
              .get(2)
              .asText();
      String of =
          city.reads(gateway, "portOf(address)((bytes32,bytes32,address,uint32,bool))", port)
              .get(0)
              .get(0)
              .asText();
      if (target.equals(receiver) && of.equals(id(pipeline))) {
        return port;
      }
    }
  }

  private void contract(
      Member member, String code, String address, List<ContractFunction> functions) {
    consortium.registerContract(member, services(member), code, address, functions);
  }

  private MemberServices services(Member member) {
    return member == eastMember ? east : west;
  }

  private Pipeline connect(
      Member source, String code, String application, String from, Member target, String to) {
    return consortium.agree(
        source,
        target,
        code,
        services(source)
            .side(Optional.of(application), source.path(from), functions(source.path(from))),
        services(target).side(Optional.empty(), target.path(to), functions(target.path(to))));
  }

  private List<ContractFunction> functions(String contract) {
    return consortium.chain().businessContract(contract).orElseThrow().functions();
  }

  static String id(String path) {
    return Keccak.ofText(path);
  }

  /** Where the proxy of the east listens for a debugger. */
  int debuggerPort() {
    return debuggerPort;
  }

  GatewayView eastView() {
    return new GatewayView(eastCity, eastGateway);
  }

  /** Has a contract share a document; returns the id of the call that it asks for. */
  String share(String contract, String digest) {
    return GatewayView.idIn(
        eastCity.calls(contract, CityFunctions.SHARE, digest, "a deed", soon(eastCity)));
  }

  Condition sharingOf(String contract, String digest, int expected) {
    return that(
            "sharing of " + digest,
            () ->
                eastCity
                    .reads(contract, "evidenceOf(bytes32)((address,uint40,uint8,bytes32))", digest)
                    .get(0)
                    .get(2)
                    .asInt())
        .satisfies("is " + expected, sharing -> sharing == expected);
  }

  Condition isKnownToTheProxy(String call) {
    return that("request " + call, () -> knownToTheProxy(call))
        .satisfies("is known to the proxy", known -> known);
  }

  private boolean knownToTheProxy(String call) {
    try {
      return !traveller.client().gatewayCall(call).isEmpty();
    } catch (ProxyUnreachableException | ProxyRefusedException notYet) {
      return false;
    }
  }

  Condition isStored(String digest) {
    return that(
            "whether " + digest + " is at the archive",
            () -> westCity.reads(archive, CityFunctions.FIND, digest).get(4).asBoolean())
        .satisfies("is true", stored -> stored);
  }

  /** Transactions on the other chain that store this digest, whether or not they had an effect. */
  long writesAtArchive(String digest) {
    long newest = westCity.client().latestHeader().number();
    return LongStream.rangeClosed(1, newest)
        .mapToObj(number -> westCity.client().block(number).orElseThrow())
        .flatMap(block -> block.transactions().stream())
        .filter(transaction -> transaction.data().contains(digest.substring(2)))
        .count();
  }

  /** A deadline that nothing but a failure misses. */
  long soon(ChainUser city) {
    return city.client().latestHeader().timestamp() + DEADLINE_SECONDS;
  }

  long points(String owner) {
    return eastCity.reads(points, "balanceOf(address)(uint256)", owner).get(0).asLong();
  }

  long locked() {
    return eastCity.reads(vault, "locked()(uint256)").get(0).asLong();
  }

  long free(ChainUser city, String booking, String item) {
    return city.reads(booking, CityFunctions.FREE, item).get(0).asLong();
  }

  /** A room there and seats here, reserved first and confirmed last. */
  ApplicationCall journey(String room, String seat, int seats) throws ProxyUnreachableException {
    String booking = World.randomDigest();
    long expiry = soon(eastCity) + DEADLINE_SECONDS;
    return traveller.sign(
        travel,
        steps ->
            steps
                .write(
                    StepSide.TARGET, "west/hotel", CityFunctions.RESERVE, booking, room, 1, expiry)
                .write(
                    StepSide.SOURCE,
                    "east/airline",
                    CityFunctions.RESERVE,
                    booking,
                    seat,
                    seats,
                    expiry)
                .write(StepSide.SOURCE, "east/airline", CityFunctions.CONFIRM, booking)
                .write(StepSide.TARGET, "west/hotel", CityFunctions.CONFIRM, booking),
        DEADLINE_SECONDS);
  }

  /** Hands a call in and waits for its end; what its application is told then. */
  JsonNode ends(ApplicationCall call) throws Exception {
    traveller.client().submit(call.body());
    return traveller.client().await(call.transaction(), Duration.ofSeconds(DEADLINE_SECONDS + 30L));
  }

  @Override
  public void close() {
    eastCity.close();
    westCity.close();
    consortium.close();
  }
}
