package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.StepSide;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.consortium.ProxyProcess;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls between contracts of two chains, the peg, and try, confirm, cancel: with real chains and
 * processes, judged by the chains alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ModesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ROOM = World.randomDigest();
  private static final String SEAT = World.randomDigest();

  @TempDir static Path home;
  private static Modes modes;

  @BeforeAll
  static void create() {
    modes = Modes.create(home.resolve("modes"));
  }

  @AfterAll
  static void end() {
    if (modes != null) {
      modes.close();
    }
  }

  /** First, while others run: its calls need their deadlines to pass. */
  @Test
  @Order(1)
  void shouldAnswerWhatCannotBeCarried_andDelayNothingElse() {
    GatewayView gateway = modes.eastView();
    String word = World.randomDigest();
    String unknownFunction = gateway.asks(Modes.SHARING, "sell(bytes32)", word, 90);
    String notArguments = gateway.asks(Modes.SHARING, CityFunctions.STORE, word, 90);
    String unknownPipeline = gateway.asks("east/nothing", CityFunctions.STORE, word, 15);
    String neverDisclosed =
        gateway.asks(Modes.SHARING, CityFunctions.STORE, "0x", World.randomDigest(), 15);
    String good = modes.share(modes.sharing, World.randomDigest());

    within(PATIENCE)
        .eventually(
            gateway.answers(good, GatewayView.SUCCEEDED),
            gateway.answers(unknownFunction, GatewayView.FAILED),
            gateway.answers(notArguments, GatewayView.FAILED),
            gateway.answers(unknownPipeline, GatewayView.EXPIRED),
            gateway.answers(neverDisclosed, GatewayView.EXPIRED));

    assertThat(gateway.reasonOf(unknownFunction)).startsWith("function-unknown");
    assertThat(gateway.reasonOf(notArguments)).startsWith("arguments-invalid");
    assertThat(gateway.reasonOf(unknownPipeline)).startsWith("pipeline-unknown");
    assertThat(gateway.reasonOf(neverDisclosed)).isEqualTo("arguments-undisclosed");
    assertThat(gateway.transactionOf(notArguments)).isEqualTo(notArguments);
    assertThat(gateway.transactionOf(neverDisclosed)).isEqualTo("0x" + "0".repeat(64));
    assertThat(modes.east.subchainProxy().readiness()).isEmpty();
  }

  @Test
  void shouldStoreThereAndCallBackHere_whenTheOtherChainTakesIt() {
    String digest = World.randomDigest();

    String call = modes.share(modes.sharing, digest);

    within(PATIENCE).eventually(modes.sharingOf(modes.sharing, digest, Modes.SHARED));
    JsonNode there = modes.westCity.reads(modes.archive, CityFunctions.FIND, digest);
    assertThat(there.get(0).asText()).isEqualTo("a deed");
    assertThat(there.get(1).asText()).isEqualTo(Modes.id("east"));
    assertThat(there.get(4).asBoolean()).isTrue();
    assertThat(modes.eastView().transactionOf(call)).isEqualTo(there.get(2).asText());
    assertThat(modes.eastView().resultOf(call)).isEqualTo("0x");
  }

  @Test
  void shouldCallBackFailed_whenTheOtherChainRefuses() {
    String digest = World.randomDigest();
    modes.share(modes.sharing, digest);
    within(PATIENCE).eventually(modes.sharingOf(modes.sharing, digest, Modes.SHARED));

    String again = modes.share(modes.otherSharing, digest);

    within(PATIENCE).eventually(modes.sharingOf(modes.otherSharing, digest, Modes.NOT_SHARED));
    assertThat(modes.eastView().status(again)).isEqualTo(GatewayView.FAILED);
    assertThat(modes.eastView().reasonOf(again)).contains("AlreadyStored");
  }

  @Test
  void shouldBringBackWhatWasRead_whenAFunctionOfTheOtherChainIsARead() {
    String digest = World.randomDigest();
    modes.share(modes.sharing, digest);
    within(PATIENCE).eventually(modes.sharingOf(modes.sharing, digest, Modes.SHARED));

    String call = modes.eastView().asks(Modes.SHARING, "find(bytes32)", digest, 90);

    within(PATIENCE).eventually(modes.eastView().answers(call, GatewayView.SUCCEEDED));
    JsonNode found =
        FunctionSignature.parse(CityFunctions.FIND).decodeResult(modes.eastView().resultOf(call));
    assertThat(found.get(0).asText()).isEqualTo("a deed");
    assertThat(found.get(4).asBoolean()).isTrue();
  }

  @Test
  void shouldCarryHiddenArguments_whenTheyAreHandedToTheProxy() throws Exception {
    String digest = World.randomDigest();
    Disclosure hidden =
        Disclosure.of(
            JsonNodeFactory.instance.arrayNode().add(digest).add("a secret"), new SecureRandom());

    String call =
        modes.eastView().asks(Modes.SHARING, CityFunctions.STORE, "0x", hidden.digest(), 90);
    within(PATIENCE).eventually(modes.isKnownToTheProxy(call));
    modes.traveller.client().disclose(call, hidden.text());

    within(PATIENCE).eventually(modes.eastView().answers(call, GatewayView.SUCCEEDED));
    assertThat(modes.westCity.reads(modes.archive, CityFunctions.FIND, digest).get(0).asText())
        .isEqualTo("a secret");
    assertThat(modes.traveller.client().gatewayCall(call).path("outcome").asText())
        .isEqualTo("succeeded");
  }

  @Test
  void shouldKeepTheSumsOfThePeg_whenPointsGoThereAndBackAndAMintFails() {
    String alice = modes.eastCity.address();
    String bob = modes.westCity.address();
    long before = modes.points(alice);
    modes.eastCity.calls(modes.points, "grant(address,uint256)", alice, 100);
    modes.eastCity.calls(modes.points, "approve(address,uint256)", modes.vault, 100);

    modes.eastCity.calls(modes.vault, CityFunctions.DEPOSIT, 60, bob, modes.soon(modes.eastCity));
    within(PATIENCE).eventually(pegIs(before + 40, 60, 60));

    modes.westCity.calls(modes.pegged, CityFunctions.BURN, 20, alice, modes.soon(modes.westCity));
    within(PATIENCE).eventually(pegIs(before + 60, 40, 40));

    modes.westCity.calls(modes.pegged, "pause()");
    modes.eastCity.calls(modes.vault, CityFunctions.DEPOSIT, 30, bob, modes.soon(modes.eastCity));
    assertThat(modes.locked()).isEqualTo(70);
    within(PATIENCE).eventually(pegIs(before + 60, 40, 40));
    modes.westCity.calls(modes.pegged, "unpause()");
  }

  static List<Boundary> boundariesOfTheCarrier() {
    return KillEverywhere.ofCarrier();
  }

  @ParameterizedTest
  @MethodSource("boundariesOfTheCarrier")
  void shouldCarryOnceAndAnswerOnce_whenTheProxyIsKilledAtEachBoundary(Boundary boundary)
      throws Exception {
    String digest = World.randomDigest();

    new CarrierKill(boundary).happen(modes, digest);

    within(PATIENCE).eventually(modes.sharingOf(modes.sharing, digest, Modes.SHARED));
    assertThat(modes.writesAtArchive(digest)).isEqualTo(1);
    assertThat(modes.eastView().answersOf(digest)).isEqualTo(1);
  }

  private static Condition pegIs(long points, long locked, long circulating) {
    List<Long> expected = List.of(points, locked, circulating);
    return that(
            "points of Alice, locked, circulating",
            () ->
                List.of(
                    modes.points(modes.eastCity.address()),
                    modes.locked(),
                    modes.westCity.reads(modes.pegged, "totalSupply()(uint256)").get(0).asLong()))
        .satisfies("are " + expected, expected::equals);
  }

  @Test
  @Order(2)
  void shouldConfirmEverywhere_whenEverythingIsFree() throws Exception {
    modes.westCity.calls(modes.hotel, "offer(bytes32,uint32)", ROOM, 5);
    modes.eastCity.calls(modes.airline, "offer(bytes32,uint32)", SEAT, 1);

    JsonNode journey = modes.ends(modes.journey(ROOM, SEAT, 1));

    assertThat(journey.path("status").asText()).as(journey.toString()).isEqualTo("settled");
    assertThat(modes.free(modes.westCity, modes.hotel, ROOM)).isEqualTo(4);
    assertThat(modes.free(modes.eastCity, modes.airline, SEAT)).isZero();
  }

  @Test
  @Order(3)
  void shouldCancelTheRoom_whenThereIsNoSeat() throws Exception {
    JsonNode journey = modes.ends(modes.journey(ROOM, SEAT, 2));

    assertThat(journey.path("status").asText()).as(journey.toString()).isEqualTo("compensated");
    assertThat(journey.at("/steps/0/compensation").asText()).isEqualTo("compensated");
    assertThat(journey.at("/steps/1/reason/text").asText()).contains("NotEnoughFree");
    assertThat(modes.free(modes.westCity, modes.hotel, ROOM)).isEqualTo(4);
    assertThat(modes.free(modes.eastCity, modes.airline, SEAT)).isZero();
  }

  @Test
  @Order(4)
  void shouldVerifyARead_whenItIsAllThatIsAskedFor() throws Exception {
    JsonNode read =
        modes.ends(
            modes.traveller.sign(
                modes.travel,
                steps -> steps.read(StepSide.TARGET, "west/hotel", CityFunctions.FREE, ROOM),
                Modes.DEADLINE_SECONDS));

    assertThat(read.path("status").asText()).as(read.toString()).isEqualTo("settled");
    assertThat(read.at("/steps/0/verdict").asText()).isEqualTo("accepted");
    assertThat(read.at("/steps/0/value/0").asLong()).isEqualTo(4);
  }

  /** Last, since its proxy is away for a while. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  @Order(Integer.MAX_VALUE)
  void shouldCallOnceAndAnswerOnce_whenTheProxyIsKilledMidway(Loss loss) throws Exception {
    ProxyProcess proxy = modes.east.subchainProxy();
    String digest = World.randomDigest();
    String call = modes.share(modes.sharing, digest);
    if (loss != Loss.OF_THE_PROCESS_AT_ONCE) {
      within(PATIENCE).eventually(modes.isStored(digest));
    }

    proxy.kill();
    if (loss == Loss.OF_THE_DISK) {
      modes.east.loseSubchainProxyDatabase();
    }
    proxy.start();

    within(PATIENCE).eventually(modes.sharingOf(modes.sharing, digest, Modes.SHARED));
    assertThat(modes.writesAtArchive(digest)).isEqualTo(1);
    assertThat(modes.eastView().status(call)).isEqualTo(GatewayView.SUCCEEDED);
    proxy.awaitReady();
  }

  private enum Loss {
    OF_THE_PROCESS_AT_ONCE,
    OF_THE_PROCESS_AFTER_THE_WRITE,
    OF_THE_DISK
  }
}
