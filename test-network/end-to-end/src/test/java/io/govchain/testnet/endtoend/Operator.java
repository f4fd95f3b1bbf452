package io.govchain.testnet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.client.ClientSettings;
import io.govchain.client.LedgerClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.consortium.MemberServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** Who decides for an institution what its proxies leave to people, and asks until answered. */
record Operator(MemberServices services) {
  /** What a proxy answers that does as it is told. */
  static final String DONE = "done";

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration ONE_REQUEST = Duration.ofSeconds(10);

  /** Orders another attempt to undo; returns {@link #DONE} or the code of the refusal. */
  String retries(String transaction) {
    return answered("retry", client -> client.retry(transaction));
  }

  /** Agrees to a settlement; returns {@link #DONE} or the code of the refusal. */
  String agrees(String transaction, String settlement) {
    return answered("agreement", client -> client.agree(transaction, settlement));
  }

  /** How the escalation stands; its code instead where the proxy says that it is none. */
  String sees(String transaction) {
    return answered("view", client -> client.escalation(transaction));
  }

  private String answered(String what, Question question) {
    return Awaiting.within(PATIENCE)
        .lookingEvery(Duration.ofMillis(200))
        .until(
            "%s by %s is answered".formatted(what, services.crosschainProxy().path()),
            () -> answer(question),
            text -> !text.isEmpty());
  }

  /** Empty while the proxy is dead or has no room for it. */
  private String answer(Question question) {
    Path certificate = services.operatorCertificate();
    ClientSettings settings =
        new ClientSettings(
            services.crosschainProxy().endpoint(),
            services.crosschainProxyFingerprint(),
            certificate.resolve("tls.crt"),
            certificate.resolve("tls.key"),
            ONE_REQUEST);
    try (LedgerClient client = new LedgerClient(settings)) {
      question.ask(client);
      return DONE;
    } catch (ProxyUnreachableException dead) {
      return "";
    } catch (ProxyRefusedException refused) {
      return refused.status() == 503 ? "" : refused.code();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is asked of the proxy. */
  private interface Question {
    JsonNode ask(LedgerClient client) throws ProxyUnreachableException;
  }
}
