package io.govchain.console.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private final long maxTotalBytes;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  public Documents(
      DocumentStore store,
      GovernanceChain chain,
      Queries queries,
      Statements statements,
      long maxTotalBytes) {
    this.store = store;
    this.named = new NamedDigests(chain, queries);
    this.statements = statements;
    this.maxTotalBytes = maxTotalBytes;
  }

  /** Handles {@code PUT /v1/documents/{digest}}. */
  public Response put(Request request) throws IOException {
    if (!room.tryAcquire()) {
      throw new ProblemException(
          Problem.of("overloaded", 503, "too many documents are being taken in")
              .expected("at most " + MOST_AT_ONCE + " at a time"));
    }
    try {
      return take(request);
    } finally {
      room.release();
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
    statements.check(
        statement,
        "upload-document",
        digest,
        () -> named.application(digest).map(MembershipApplication::applicant));
    if (named.application(digest).isEmpty() && !named.isNamed(digest)) {
      throw new ProblemException(
          Problem.of("digest-unknown", 409, "the chain names no document with this digest")
              .expected("the digest of an institution, application, review or work order's text")
              .actual(digest));
    }
    if (store.find(digest).isEmpty()) {
      requireRoom(request.body().length);
    }
    statements.use(statement);
    boolean isNew = store.keep(request.body());
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

  private void requireRoom(long bytes) throws IOException {
    long kept = store.size();
    if (kept + bytes > maxTotalBytes) {
      throw new ProblemException(
          Problem.of("documents-full", 507, "there is no room for more documents")
              .expected("at most " + maxTotalBytes + " bytes in all")
              .actual(kept + bytes + " bytes"));
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
