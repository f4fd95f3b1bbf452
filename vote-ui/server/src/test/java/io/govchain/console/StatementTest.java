package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.console.documents.DocumentStore;
import io.govchain.console.world.Answer;
import io.govchain.console.world.ConsoleWorld;
import io.govchain.console.world.Contract;
import io.govchain.console.world.Statement;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Institution;
import io.govchain.testnet.consortium.Member;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents and acknowledgements: acts that are no transactions, signed by accounts of the chain.
 */
class StatementTest {
  private static final byte[] PAPERS = "statutes of the notary".getBytes(StandardCharsets.UTF_8);
  private static final String DIGEST = DocumentStore.digest(PAPERS);
  private static final Contract CONTRACT = new Contract();
  private static ConsoleWorld world;
  private static long chainId;
  private static Member notary;

  @BeforeAll
  static void found(@TempDir Path home) {
    world = ConsoleWorld.start(home, "alerts: {blockSeconds: 0}\ninstitution: court\n");
    chainId = world.consortium.chain().chainId();
    notary = world.consortium.newcomer("notary", "Notary Office");
    account(notary.governor().key())
        .send(
            GovernanceCalls.applyForMembership(
                "notary", "Notary Office", Institution.Category.GOVERNANCE, DIGEST, "{}"));
    world.consortium.activateAccounts(List.of(world.member("court")));
    account(world.member("court").governor().key())
        .send(GovernanceCalls.freezeAccount(frozen().address()));
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @Test
  void shouldKeepAndHandOutTheDocument_whenTheApplicantUploadsIt() {
    SigningKey applicant = notary.governor().key();
    Answer kept = put(DIGEST, PAPERS, upload(applicant).header(applicant, chainId));
    assertThat(kept.status()).as(kept.text()).isIn(200, 201);
    assertThat(CONTRACT.complaint("/v1/documents/{digest}", "put", kept)).isEmpty();

    Answer document = world.get("/v1/documents/" + DIGEST);
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.body()).isEqualTo(PAPERS);
    assertThat(document.header("content-disposition")).startsWith("attachment");
    assertThat(document.header("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void shouldHandItOutByTheNameThatWasSignedFirst_whenItIsUploadedAgain() throws Exception {
    Member museum = world.consortium.newcomer("museum", "City Museum");
    byte[] plan = "plan of the museum".getBytes(StandardCharsets.UTF_8);
    String digest = DocumentStore.digest(plan);
    account(museum.governor().key())
        .send(
            GovernanceCalls.applyForMembership(
                "museum", "City Museum", Institution.Category.GOVERNANCE, digest, "{}"));
    SigningKey governor = world.member("archive").governor().key();

    Answer nameless = named(digest, plan, governor, "");
    assertThat(nameless.status()).as(nameless.text()).isEqualTo(201);
    assertThat(nameless.json().has("name")).isFalse();
    Answer before = world.get("/v1/documents/" + digest);
    assertThat(before.header("content-disposition"))
        .isEqualTo("attachment; filename=\"%s\"".formatted(digest.substring(2)));
    assertThat(before.header("cache-control")).as("it may still get a name").contains("no-cache");

    Answer first = named(digest, plan, governor, "../章程 \u202e2027.pdf (application/pdf)");
    assertThat(first.json().path("name").asText()).isEqualTo("章程 2027.pdf");
    assertThat(CONTRACT.complaint("/v1/documents/{digest}", "put", first)).isEmpty();
    SigningKey other = world.member("registry").governor().key();
    Answer second = named(digest, plan, other, "another.html (text/html)");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("name").asText()).isEqualTo("章程 2027.pdf");

    Answer document = world.get("/v1/documents/" + digest);
    assertThat(document.body()).isEqualTo(plan);
    assertThat(document.header("content-disposition"))
        .isEqualTo(
            "attachment; filename=\"__ 2027.pdf\"; filename*=UTF-8''%E7%AB%A0%E7%A8%8B%202027.pdf");
    assertThat(document.header("content-type")).isEqualTo("application/pdf");
    assertThat(document.header("x-content-type-options")).isEqualTo("nosniff");
    byte[] said = Base64.getUrlDecoder().decode(document.header("x-govchain-statement"));
    JsonNode statement = new ObjectMapper().readTree(said);
    assertThat(statement.path("account").asText()).isEqualToIgnoringCase(governor.address());
    assertThat(statement.path("text").asText()).startsWith("../章程");
  }

  @Test
  void shouldRefuse_whenAStatementIsUsedAgain() {
    SigningKey governor = world.member("archive").governor().key();
    String header = upload(governor).header(governor, chainId);
    assertThat(put(DIGEST, PAPERS, header).status()).isIn(200, 201);
    refused(put(DIGEST, PAPERS, header), 409, "statement-replayed");
  }

  @Test
  void shouldRefuse_whenTheStatementIsOldOrOfTomorrow() {
    SigningKey governor = world.member("archive").governor().key();
    long now = Instant.now().getEpochSecond();
    refused(
        put(DIGEST, PAPERS, upload(governor).at(now - 900).header(governor, chainId)),
        403,
        "statement-stale");
    refused(
        put(DIGEST, PAPERS, upload(governor).at(now + 90_000).header(governor, chainId)),
        403,
        "statement-stale");
  }

  @Test
  void shouldRefuse_whenTheAccountIsFrozen() {
    SigningKey operator = frozen();
    refused(
        put(DIGEST, PAPERS, upload(operator).header(operator, chainId)), 403, "account-inactive");
  }

  @Test
  void shouldRefuse_whenAnotherKeySignedOrForAnotherChain() {
    SigningKey governor = world.member("archive").governor().key();
    SigningKey other = world.member("registry").governor().key();
    refused(put(DIGEST, PAPERS, upload(governor).header(other, chainId)), 403, "signature-refused");
    refused(
        put(DIGEST, PAPERS, upload(governor).header(governor, chainId + 1)),
        403,
        "signature-refused");
  }

  @Test
  void shouldRefuse_whenTheStatementWasMadeForAnotherConsole() {
    SigningKey governor = world.member("archive").governor().key();
    for (String other :
        List.of(
            "https://other.example",
            "http://127.0.0.1:1",
            "http://127.0.0.1",
            "http://localhost:" + world.console.port())) {
      Statement elsewhere = Statement.to(other, governor, "upload-document", DIGEST, "");
      refused(put(DIGEST, PAPERS, elsewhere.header(governor, chainId)), 403, "statement-elsewhere");
    }
  }

  @Test
  void shouldRefuse_whenTheStatementNamesAnotherConsoleThanWasSigned() {
    SigningKey governor = world.member("archive").governor().key();
    Statement signed =
        Statement.to("https://other.example", governor, "upload-document", DIGEST, "");
    String stolen =
        signed
            .signed(governor, chainId)
            .replace("https://other.example", world.address("").toString());
    String header = Base64.getUrlEncoder().encodeToString(stolen.getBytes(StandardCharsets.UTF_8));
    refused(put(DIGEST, PAPERS, header), 403, "signature-refused");
  }

  @Test
  void shouldRefuse_whenAStrangerSigned() {
    SigningKey stranger = world.relay.key();
    refused(
        put(DIGEST, PAPERS, upload(stranger).header(stranger, chainId)), 403, "account-inactive");
  }

  @Test
  void shouldRefuse_whenTheContentOrTheDigestIsAnother() {
    SigningKey governor = world.member("court").governor().key();
    byte[] other = "something else".getBytes(StandardCharsets.UTF_8);
    refused(put(DIGEST, other, upload(governor).header(governor, chainId)), 400, "digest-mismatch");
    String unnamed = DocumentStore.digest(other);
    Statement statement = Statement.now(world, governor, "upload-document", unnamed, "");
    refused(put(unnamed, other, statement.header(governor, chainId)), 409, "digest-unknown");
    refused(world.get("/v1/documents/" + unnamed), 404, "not-found");
  }

  @Test
  void shouldSayWhatIsWrong_whenTheStatementCannotBeRead() {
    refused(put(DIGEST, PAPERS, "bm90IGpzb24"), 400, "statement-malformed");
  }

  @Test
  void shouldAcknowledgeAnAlert_whenAnAccountSawIt() {
    Answer alerts = world.await("/v1/alerts", answer -> !answer.json().path("items").isEmpty());
    JsonNode alert = alerts.json().at("/items/0");
    String id = alert.path("id").asText();
    SigningKey governor = world.member("court").governor().key();
    String named = id + " " + alert.path("rule").asText() + " chain/blocks";
    Statement aboutAnother = Statement.now(world, governor, "acknowledge-alert", id, "");
    refused(
        world.post("/v1/alerts/" + id + "/acknowledge", aboutAnother.signed(governor, chainId)),
        400,
        "statement-mismatch");
    Statement seen = Statement.now(world, governor, "acknowledge-alert", named, "seen, 已阅");
    Answer answer = world.post("/v1/alerts/" + id + "/acknowledge", seen.signed(governor, chainId));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(CONTRACT.complaint("/v1/alerts/{alert}/acknowledge", "post", answer)).isEmpty();
    assertThat(answer.json().at("/acknowledged/comment").asText()).isEqualTo("seen, 已阅");
    assertThat(answer.json().at("/acknowledged/account").asText())
        .isEqualToIgnoringCase(governor.address());
    assertThat(CONTRACT.unnamed("/v1/alerts/{alert}/acknowledge", "post", answer)).isEmpty();
    SigningKey other = world.member("registry").governor().key();
    Statement foreign = Statement.now(world, other, "acknowledge-alert", named, "I too");
    refused(
        world.post("/v1/alerts/" + id + "/acknowledge", foreign.signed(other, chainId)),
        403,
        "role-refused");
    Statement again = Statement.now(world, governor, "acknowledge-alert", named, "again");
    Answer second =
        world.post("/v1/alerts/" + id + "/acknowledge", again.signed(governor, chainId));
    refused(second, 409, "alert-acknowledged");
    assertThat(second.text()).contains(governor.address().toLowerCase(Locale.ROOT), "seen, 已阅");
  }

  private static SigningKey frozen() {
    return world.member("court").operator().key();
  }

  private static Answer named(String digest, byte[] content, SigningKey key, String text) {
    Statement statement = Statement.now(world, key, "upload-document", digest, text);
    return put(digest, content, statement.header(key, chainId));
  }

  private static Statement upload(SigningKey key) {
    return Statement.now(world, key, "upload-document", DIGEST, "");
  }

  private static Answer put(String digest, byte[] content, String statement) {
    return world.send(
        HttpRequest.newBuilder(world.address("/v1/documents/" + digest))
            .header("content-type", "application/octet-stream")
            .header("x-govchain-statement", statement)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  private static GovernanceAccount account(SigningKey key) {
    return new GovernanceAccount(world.consortium.client(), key);
  }
}
