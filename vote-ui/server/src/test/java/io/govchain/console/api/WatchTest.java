package io.govchain.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.console.statement.SignedStatement;
import io.govchain.console.statement.Statements;
import io.govchain.console.store.Alerts;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.world.Statement;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Paths;
import io.govchain.service.http.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody but who looks after a console's alerts silences one. */
class WatchTest extends OnAGovernedChain {
  private static final List<String> PEOPLE = List.of("governor", "operator", "auditor");

  private Indexed indexed;
  private Statements statements;

  @BeforeEach
  void follow() {
    indexed = Indexed.follow(chain.chain(), folder.resolve("index.db"));
    statements = new Statements(chain.chain(), indexed.store().nonces(), Clock.systemUTC());
  }

  @AfterEach
  void leave() {
    indexed.close();
  }

  @Test
  void shouldBelieveItsPeopleAlone_whenTheInstitutionIsConfigured() throws Exception {
    Watch watch = watch(Optional.of("court"));
    for (Alerts.Alert alert : List.of(chainStalled(), restricted("court"), restricted("notary"))) {
      for (String role : PEOPLE) {
        assertThat(signed(watch, alert, "court/" + role)).contains(Paths.id("court"));
        refused(watch, alert, "notary/" + role);
      }
      refused(watch, alert, "court/crosschain");
    }
  }

  @Test
  void shouldBelieveNobodyThatTheAlertIsAbout_whenNoInstitutionIsKnown() throws Exception {
    Watch watch = watch(Optional.empty());
    assertThat(signed(watch, chainStalled(), "notary/operator")).contains(Paths.id("notary"));
    assertThat(signed(watch, restricted("notary"), "court/auditor")).contains(Paths.id("court"));
    for (String role : PEOPLE) {
      refused(watch, restricted("notary"), "notary/" + role);
      refused(watch, busy("notary/governor"), "notary/" + role);
    }
    refused(watch, chainStalled(), "court/crosschain");
  }

  @Test
  void shouldBelieveNoPartyOfTheTransaction_whenNoInstitutionIsKnown() throws Exception {
    String id = chain.open("disputed", 5_000);
    indexed.caughtUp();
    Alerts.Alert alert = alert("transaction-escalated", "transactions", id);
    Watch watch = watch(Optional.empty());

    refused(watch, alert, "registry/operator");
    refused(watch, alert, "notary/operator");
    assertThat(signed(watch, alert, "court/operator")).contains(Paths.id("court"));
  }

  @Test
  void shouldNotBelieve_whenWhatWasSignedIsAboutAnotherAlertOfThisNumber() throws Exception {
    Alerts.Alert seen = chainStalled();
    Alerts.Alert now =
        new Alerts.Alert(
            seen.id(),
            "verdict-disputed",
            seen.severity(),
            restricted("notary").subject(),
            seen.openedAt(),
            seen.closedAt(),
            seen.values(),
            seen.acknowledged(),
            seen.alsoAcknowledged());
    for (String subject : List.of(Long.toString(seen.id()), seen.id() + " chain-stalled")) {
      SignedStatement statement = statement("court/governor", subject);
      assertThatThrownBy(() -> watch(Optional.empty()).require(statement, now))
          .isInstanceOfSatisfying(
              ProblemException.class,
              other -> assertThat(other.problem().code()).isEqualTo("statement-mismatch"));
    }
  }

  @Test
  void shouldKeepWhatEachAccountSaidFirst_whenSeveralAcknowledge() {
    long id = chainStalled().id();
    var first = new Alerts.Acknowledgement("0x01", Paths.id("court"), 7, "seen");
    var second = new Alerts.Acknowledgement("0x02", Paths.id("court"), 8, "on it, \"now\"");
    var third = new Alerts.Acknowledgement("0x03", Paths.id("court"), 9, "done");
    for (var each : List.of(first, second, third)) {
      indexed.store().alerts().acknowledge(id, each);
    }
    for (String account : List.of("0x01", "0x02")) {
      indexed
          .store()
          .alerts()
          .acknowledge(id, new Alerts.Acknowledgement(account, Paths.id("court"), 10, "again"));
    }

    Alerts.Alert alert = indexed.store().alerts().alert(id).orElseThrow();
    assertThat(alert.acknowledged()).contains(first);
    assertThat(alert.alsoAcknowledged()).containsExactly(second, third);
    assertThat(indexed.store().alerts().acknowledge(99, first)).isEmpty();
  }

  private Watch watch(Optional<String> institution) {
    return new Watch(indexed.store(), statements, institution, Optional.empty());
  }

  private Alerts.Alert chainStalled() {
    return alert("chain-stalled", null, null);
  }

  private Alerts.Alert restricted(String code) {
    return alert("credit-restricted", "institutions", Paths.id(code));
  }

  private Alerts.Alert busy(String account) {
    return alert("actions-many", "accounts", GovernedChain.key(account).address());
  }

  private Alerts.Alert alert(String rule, String kind, String subject) {
    ConsoleStore store = indexed.caughtUp();
    long id =
        store
            .database()
            .writeAndWait(
                handle -> {
                  handle.execute(
                      "INSERT INTO alerts (rule, severity, key, kind, subject, opened_at, found)"
                          + " VALUES (?, 1, random(), ?, ?, 5, '{}')",
                      rule,
                      kind,
                      subject);
                  return handle.select("SELECT max(id) FROM alerts").mapTo(Long.class).one();
                });
    return store.alerts().alert(id).orElseThrow();
  }

  private Optional<String> signed(Watch watch, Alerts.Alert alert, String account)
      throws IOException {
    return watch.require(statement(account, named(alert)), alert).institution();
  }

  private void refused(Watch watch, Alerts.Alert alert, String account) throws IOException {
    SignedStatement statement = statement(account, named(alert));
    assertThatThrownBy(() -> watch.require(statement, alert))
        .as(account)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("role-refused"));
  }

  private static String named(Alerts.Alert alert) {
    return alert.id()
        + " "
        + alert.rule()
        + alert.subject().map(about -> " " + about.kind().word() + "/" + about.id()).orElse("");
  }

  private SignedStatement statement(String account, String subject) throws IOException {
    SigningKey key = GovernedChain.key(account);
    JsonNode json =
        new ObjectMapper()
            .readTree(
                Statement.to("https://console.example", key, "acknowledge-alert", subject, "seen")
                    .at(chain.chain().blockTime())
                    .signed(key, GovernedChain.CHAIN_ID));
    return new SignedStatement(
        json.path("account").asText().toLowerCase(java.util.Locale.ROOT),
        json.path("console").asText(),
        json.path("action").asText(),
        json.path("subject").asText(),
        json.path("text").asText(),
        json.path("issuedAt").asLong(),
        json.path("nonce").asText(),
        json.path("signature").asText());
  }
}
