package io.govchain.testnet.consortium;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.ApplicationCall;
import io.govchain.client.ClientSettings;
import io.govchain.client.GovchainClient;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Pipeline;
import io.govchain.service.keys.Signers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A business application with its own key and certificate, as its owner would run it. */
public final class BusinessApplication implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int VALID_SECONDS = 120;

  private final String path;
  private final String code;
  private final KeyFile key;
  private final ProxyFiles files;
  private final MemberServices services;
  private final GovchainClient client;

  private BusinessApplication(
      String path, String code, KeyFile key, ProxyFiles files, MemberServices services) {
    this.path = path;
    this.code = code;
    this.key = key;
    this.files = files;
    this.services = services;
    try {
      this.client =
          new GovchainClient(
              new ClientSettings(
                  services.applicationEndpoint(),
                  services.subchainProxyFingerprint(),
                  certificate(),
                  certificateKey(),
                  TIMEOUT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BusinessApplication create(
      Setup setup, Member member, MemberServices services, String code) {
    Path directory =
        setup.home().toAbsolutePath().resolve("applications").resolve(member.code()).resolve(code);
    String path = member.path(code);
    return new BusinessApplication(
        path,
        code,
        KeyFile.create(directory, "application"),
        ProxyFiles.create(directory, path),
        services);
  }

  Call registration() {
    return GovernanceCalls.registerApplication(
        code, services.subchain(), Hex.of(key.key().publicKey()), files.fingerprint().value());
  }

  /** Its path on the governance chain. */
  public String path() {
    return path;
  }

  /** The key that signs its calls. */
  public KeyFile key() {
    return key;
  }

  /** Its TLS client certificate, PEM. */
  public Path certificate() {
    return files.directory().resolve("tls.crt");
  }

  /** The certificate's key, PEM. */
  public Path certificateKey() {
    return files.directory().resolve("tls.key");
  }

  /** Its way to the subchain proxy. */
  public GovchainClient client() {
    return client;
  }

  /** Signs a call through the pipeline; {@code steps} adds them. */
  public ApplicationCall sign(
      Pipeline pipeline, UnaryOperator<ApplicationCall.Builder> steps, int deadlineSeconds)
      throws ProxyUnreachableException {
    JsonNode offer = client.info();
    ApplicationCall.Builder builder =
        ApplicationCall.builder()
            .from(path)
            .to(services.subchainProxy().path())
            .request(UUID.randomUUID().toString())
            .issued(offer.path("governanceBlockTime").asLong())
            .validForSeconds(VALID_SECONDS)
            .deadlineSeconds(deadlineSeconds)
            .pipeline(pipeline.path(), pipeline.constraintHash());
    return steps.apply(builder).sign(Signers.of(key.key()));
  }

  @Override
  public void close() {
    client.close();
  }
}
