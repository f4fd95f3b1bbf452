package io.govchain.console.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.statement.Signatory;
import io.govchain.console.statement.SignedStatement;
import io.govchain.console.statement.Statements;
import io.govchain.console.store.Queries;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.MembershipApplication;
import io.govchain.service.http.Download;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Takes and hands out documents. */
public final class Documents {
  /** Each is in memory while it is looked at, and makes this console ask the chain. */
  private static final int MOST_AT_ONCE = 4;

  private final DocumentStore store;
  private final NamedDigests named;
  private final Statements statements;
  private final Room room;
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

  /** Between the look whether there is room and the writing nobody else may take it. */
  private final Object keeping = new Object();

  public Documents(
      DocumentStore store,
      GovernanceChain chain,
      Queries queries,
      Statements statements,
      long maxTotalBytes) {
    this.store = store;
    this.named = new NamedDigests(chain, queries);
    this.statements = statements;
    this.room = new Room(store, named, maxTotalBytes);
  }

  /** Handles {@code PUT /v1/documents/{digest}}. */
  public Response put(Request request) throws IOException {
    if (!atOnce.tryAcquire()) {
      throw new ProblemException(
          Problem.of("overloaded", 503, "too many documents are being taken in")
              .expected("at most " + MOST_AT_ONCE + " at a time"));
    }
    try {
      return take(request);
    } finally {
      atOnce.release();
    }
  }

  private Response take(Request request) throws IOException {
    String digest = request.path().get("digest");
    String actual = DocumentStore.digest(request.body());
    if (!actual.equals(digest)) {
      throw new ProblemException(
          Problem.of("digest-mismatch", 400, "the document does not have this digest")
              .expected(digest)
              .actual(actual));
    }
    SignedStatement statement = SignedStatement.ofHeader(request);
    Signatory by =
        statements.check(
            statement,
            "upload-document",
            digest,
            () ->
                named.applications(digest).stream()
                    .map(MembershipApplication::applicant)
                    .filter(statement.account()::equalsIgnoreCase)
                    .findFirst());
    if (by.institution().isEmpty()) {
      requirePending(statement.account(), digest);
    } else if (named.applications(digest).isEmpty() && !named.isNamed(digest)) {
      throw new ProblemException(
          Problem.of("digest-unknown", 409, "the chain names no document with this digest")
              .expected("the digest of an institution, application, review or work order's text")
              .actual(digest));
    }
    boolean isNew = keep(request.body(), digest, statement, by);
    if (NamedFile.in(statement).isPresent()) {
      store.keepStatement(digest, statement.json());
    }
    ObjectNode kept =
        JsonNodeFactory.instance
            .objectNode()
            .put("digest", digest)
            .put("bytes", request.body().length);
    named(digest).flatMap(NamedFile::in).ifPresent(file -> kept.put("name", file.name().text()));
    return Response.json(isNew ? 201 : 200, kept);
  }

  /** What was said of a document when it got its name; none of those kept before names were. */
  private Optional<SignedStatement> named(String digest) throws IOException {
    return store.statement(digest).map(SignedStatement::parse);
  }

  /** Of whoever is no member nothing is kept on which nobody decides any more. */
  private void requirePending(String account, String digest) {
    boolean pending =
        named.applications(digest).stream()
            .filter(application -> application.applicant().equalsIgnoreCase(account))
            .anyMatch(application -> application.status() == MembershipApplication.Status.PENDING);
    if (!pending) {
      throw new ProblemException(
          Problem.of("application-closed", 409, "the application is not pending any more")
              .expected("a pending application of this account that names the document")
              .actual("one that was withdrawn, rejected or admitted"));
    }
  }

  private boolean keep(byte[] content, String digest, SignedStatement statement, Signatory by)
      throws IOException {
    Optional<String> applicant =
        by.institution().isEmpty() ? Optional.of(statement.account()) : Optional.empty();
    synchronized (keeping) {
      boolean known = store.find(digest).isPresent();
      if (!known) {
        room.require(content.length, applicant);
      }
      statements.use(statement);
      if (applicant.isEmpty()) {
        store.forgetApplicant(digest);
      } else if (!known) {
        store.markApplicant(digest, applicant.get());
      }
      return store.keep(content);
    }
  }

  /** Handles {@code GET /v1/documents/{digest}}: never shown in place, whatever it holds. */
  public Download get(Request request) throws IOException {
    String digest = request.path().get("digest");
    Path file =
        store
            .find(digest)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of("not-found", 404, "this console does not keep the document")
                            .expected("one that was uploaded here")
                            .actual(digest)));
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/octet-stream");
    headers.put("content-disposition", "attachment; filename=\"" + digest.substring(2) + "\"");
    headers.put("content-length", Long.toString(Files.size(file)));
    Optional<SignedStatement> statement = named(digest);
    // The content never changes, nor does a name; but one without may still get one.
    headers.put(
        "cache-control",
        statement.isPresent() ? "private, max-age=31536000, immutable" : "private, no-cache");
    statement.ifPresent(said -> headers.put(SignedStatement.HEADER, said.header()));
    statement
        .flatMap(NamedFile::in)
        .ifPresent(
            named -> {
              headers.put("content-disposition", named.name().attachment());
              named.type().ifPresent(type -> headers.put("content-type", type));
            });
    return new Download(headers, out -> Files.copy(file, out));
  }
}
