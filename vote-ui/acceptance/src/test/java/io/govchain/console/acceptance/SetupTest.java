package io.govchain.console.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.crypto.PossessionKey;
import io.govchain.amdp.crypto.PossessionSuite;
import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Newcomer;
import io.govchain.console.acceptance.world.World;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Account;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.KeyPossession;
import io.govchain.governance.NodeConsent;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.ProtocolKey;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A new member is led from its admission to where only its partners are missing. */
@Acceptance
@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupTest {
  private static final String DIGEST = "0x" + "c11c".repeat(16);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PASSWORD = "long enough for a key";
  @TempDir private static Path directory;
  private static Member clinic;

  @Test
  @Order(1)
  void shouldHaveItsAccounts_whenItsContactMakesKeysAndAllVoteForThem(World world, People people) {
    clinic = world.consortium().newcomer("clinic", "City Clinic");
    world.consortium().admit(clinic, DIGEST);
    Newcomer contact = Newcomer.at(people.somebody(Look.USUAL));
    contact.comesWith(clinic.governor());
    contact.follows("/join/setup");
    contact.sees("admitted", "done").sees("governor", "open").sees("node", "later");
    contact.reads("1 of 11 points done");

    contact
        .begins("governor")
        .agreesWithHerOwnKey()
        .continuesAndSigns()
        .sees("governor", "waiting");
    contact
        .begins("operator")
        .makesAKey(PASSWORD, directory.resolve("operator.json"))
        .continuesAndSigns()
        .sees("operator", "waiting");
    contact
        .begins("crosschain")
        .pastesConsent(consent(world.consortium().chain()))
        .continuesAndSigns()
        .sees("crosschain", "waiting");
    world.orders().pass("Activate the accounts of the City Clinic", activations(world));

    contact.sees("governor", "done").sees("operator", "done").sees("crosschain", "done");
    contact.reads("4 of 11 points done");
  }

  @Test
  @Order(2)
  void shouldBeReadyForPartners_whenItsOperatorRegistersAllThatItRuns(World world, People people)
      throws IOException {
    Newcomer operator = Newcomer.at(people.somebody(Look.USUAL.in(Look.Language.CHINESE)));
    operator.comesWith(madeInThePage());
    operator.follows("/join/setup");

    operator.begins("node").picks("nodeKind", "治理").fills("nodeEndpoint", "127.0.0.1:30400");
    operator.fills("nodeConsent", nodeConsent(world.consortium().chain()));
    operator.continuesAndSigns().sees("node", "waiting");
    service(operator, world, "subchain-proxy", "子链代理").sees("services", "open");
    service(operator, world, "crosschain-proxy", "跨链代理").sees("services", "done");
    operator.begins("paired").picks("subchainProxy", "clinic/subchain-proxy");
    operator.picks("crosschainProxy", "clinic/crosschain-proxy");
    operator.continuesAndSigns().sees("paired", "done");
    operator.begins("subchain").fills("code", "records").fills("chainKind", "evm");
    operator.fills("chainId", "8700").picks("service", "clinic/subchain-proxy");
    operator.trusts("http://127.0.0.1:8545").continuesAndSigns().sees("subchain", "done");
    operator.begins("contract").fills("code", "letters").picks("subchain", "clinic/records");
    operator.fills("contractAddress", "0x" + "1".repeat(40));
    operator.offers("find(bytes32)").continuesAndSigns().sees("contract", "done");
    operator.begins("application").fills("code", "app").picks("subchain", "clinic/records");
    operator.fills("publicKey", Hex.of(SigningKey.random().publicKey()));
    operator.shows(world.certificate()).continuesAndSigns().sees("application", "done");

    operator.sees("pipeline", "open").sees("call", "later").reads("9");
    assertThat(world.consortium().chain().application("clinic/app")).isPresent();
    assertThat(
            world.consortium().chain().service("clinic/subchain-proxy").orElseThrow().pairedWith())
        .isPresent();
  }

  @Test
  @Order(3)
  void shouldHaveAProtocolKey_whenItIsProvenWhereItIsAndRegisteredHere(World world, People people)
      throws IOException {
    GovernanceChain chain = world.consortium().chain();
    KeyFile account = madeInThePage();
    PossessionKey key = PossessionSuite.SM.generate(RANDOM);
    Newcomer operator = Newcomer.at(people.somebody(Look.USUAL.on(Look.Size.PHONE)));
    operator.comesWith(account);
    operator.follows("/join/setup");

    operator.begins("protocolKey");
    operator.isToldOfAProof(possession(key, chain, account.address(), 2), "is for version 2");
    operator.isToldOfAProof(
        possession(key, chain, clinic.governor().address(), 1), "is for account");
    operator.pastesProof(possession(key, chain, account.address(), 1));
    assertThat(Inspection.barriersWithin(operator.page(), ".ant-modal")).isEmpty();
    assertThat(Inspection.beyondTheScreen(operator.page())).isEmpty();
    operator.continues();
    operator.isAboutToSign("Register a SM2/SM3 key for your account");
    operator.signs();
    operator.sees("protocolKey", "waiting");

    assertThat(chain.members().protocolKeys(account.address(), ProtocolKey.Suite.SM))
        .singleElement()
        .satisfies(
            registered -> {
              assertThat(registered.publicKey()).isEqualTo(Hex.of(key.publicKey()));
              assertThat(registered.validUntil()).isZero();
            });
  }

  private static Newcomer service(Newcomer operator, World world, String code, String kind) {
    operator.begins("services").fills("code", code).picks("serviceKind", kind);
    operator.picks("account", clinic.crosschainProxyAccount().address());
    operator.fills("endpoint", "https://127.0.0.1:" + (kind.startsWith("子") ? 9_601 : 9_602));
    return operator.shows(world.certificate()).continuesAndSigns();
  }

  private static KeyFile madeInThePage() throws IOException {
    Path keystore = directory.resolve("operator.json");
    Path password = Files.writeString(directory.resolve("operator.password"), PASSWORD);
    return new KeyFile(KeystoreFile.open(keystore, PASSWORD.toCharArray()), keystore, password);
  }

  private static ProposedCall[] activations(World world) {
    return world.consortium().chain().accounts().stream()
        .filter(account -> account.status() == Account.Status.REQUESTED)
        .map(account -> GovernanceActions.activateAccount(account.address()))
        .toArray(ProposedCall[]::new);
  }

  /** What {@code govchain account key prove --json} prints. */
  private static String possession(
      PossessionKey key, GovernanceChain chain, String account, long version) {
    String publicKey = Hex.of(key.publicKey());
    byte[] digest =
        KeyPossession.digest(chain.chainId(), account, ProtocolKey.Suite.SM, version, publicKey);
    return json(
        Map.of(
            "chainId",
            chain.chainId(),
            "account",
            account,
            "suite",
            "sm",
            "version",
            version,
            "publicKey",
            publicKey,
            "proof",
            Hex.of(key.sign(digest, RANDOM))));
  }

  /** What {@code govchain account consent --json} prints: that very record. */
  private static String consent(GovernanceChain chain) {
    return json(
        AccountConsent.Signed.toBelong(
            clinic.crosschainProxyAccount().key(),
            chain.chainId(),
            clinic.code(),
            Account.Role.CROSS_CHAIN));
  }

  private static String nodeConsent(GovernanceChain chain) {
    return json(NodeConsent.sign(SigningKey.random(), chain.chainId(), clinic.code()));
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
