package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.documents.DocumentStore;
import io.govchain.console.world.Answer;
import io.govchain.console.world.ConsoleWorld;
import io.govchain.console.world.Statement;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.send.Call;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipApplication;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is no member cannot take the room that members' documents need. */
class DocumentRoomTest {
  private static final int BYTES = 4_000;
  private static final int MOST = 65_536;

  /** So many documents fit into the fourth part that applicants have. */
  private static final int FIT = MOST / 4 / BYTES;

  private static ConsoleWorld world;

  @BeforeAll
  static void found(@TempDir Path home) {
    world =
        ConsoleWorld.start(
            home, "documents: {maxBytes: %d, maxTotalBytes: %d}%n".formatted(BYTES, MOST));
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @Test
  void shouldKeepRoomForMembers_howeverOftenStrangersApplyUploadAndWithdraw() {
    SigningKey stranger = stranger("filler");
    List<String> digests = new ArrayList<>();
    for (int i = 0; i < 2 * FIT; i++) {
      byte[] content = content("filler " + i);
      String application = apply(stranger, "filler", content);
      created(upload(stranger, content));
      send(stranger, GovernanceCalls.withdrawApplication(application));
      refused(upload(stranger, content), 409, "application-closed");
      digests.add(DocumentStore.digest(content));
    }
    assertThat(digests.stream().filter(digest -> kept(digest)).count())
        .as("what was withdrawn goes first")
        .isLessThanOrEqualTo(FIT);

    List<byte[]> pending = new ArrayList<>();
    for (int i = 0; i < FIT; i++) {
      pending.add(content("pending " + i));
      apply(stranger("pending" + i), "pending" + i, pending.get(i));
      created(upload(stranger("pending" + i), pending.get(i)));
    }
    byte[] second = content("a second one");
    apply(stranger("pending0"), "another", second);
    refused(upload(stranger("pending0"), second), 507, "documents-full");
    byte[] further = content("further");
    apply(stranger("further"), "further", further);
    refused(upload(stranger("further"), further), 507, "documents-full");

    SigningKey member = world.member("archive").governor().key();
    created(upload(member, further));
    created(upload(member, second));
    assertThat(pending.stream().map(DocumentStore::digest)).allMatch(DocumentRoomTest::kept);
  }

  private static SigningKey stranger(String name) {
    return SigningKey.fromPrivateKey(Keccak.hash(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] content(String text) {
    return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), BYTES);
  }

  /** The application's id. */
  private static String apply(SigningKey by, String code, byte[] content) {
    String digest = DocumentStore.digest(content);
    send(
        by,
        GovernanceCalls.applyForMembership(
            code, code, Institution.Category.GOVERNANCE, digest, "{}"));
    return world.consortium.chain().membershipApplications().stream()
        .filter(application -> application.documentDigest().equals(digest))
        .map(MembershipApplication::id)
        .findFirst()
        .orElseThrow();
  }

  private static void send(SigningKey by, Call call) {
    new GovernanceAccount(world.consortium.client(), by).send(call);
  }

  private static Answer upload(SigningKey by, byte[] content) {
    String digest = DocumentStore.digest(content);
    Statement statement = Statement.now(world, by, "upload-document", digest, "");
    return world.send(
        HttpRequest.newBuilder(world.address("/v1/documents/" + digest))
            .header("content-type", "application/octet-stream")
            .header(
                "x-govchain-statement", statement.header(by, world.consortium.chain().chainId()))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
  }

  private static boolean kept(String digest) {
    return world.get("/v1/documents/" + digest).status() == 200;
  }

  private static void created(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }
}
