package io.govchain.console.documents;

import io.govchain.console.documents.DocumentStore.OfApplicant;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much may be kept of whom. Anybody can apply for membership, under as many addresses as she
 * likes and free of charge: what applicants upload has a share of its own, so that it never takes a
 * member's room.
 */
final class Room {
  /** A fourth of everything is for applicants. */
  private static final int OF_ALL_APPLICANTS = 4;

  /** The sixty-fourth part for each of them, or a single document of any size. */
  private static final int OF_EACH_APPLICANT = 64;

  private final DocumentStore store;
  private final NamedDigests named;
  private final long most;

  Room(DocumentStore store, NamedDigests named, long most) {
    this.store = store;
    this.named = named;
    this.most = most;
  }

  /**
   * Where there is none, documents of applications that were withdrawn or rejected go first.
   *
   * @param applicant whose the document is, if it is no member's
   */
  void require(long bytes, Optional<String> applicant) throws IOException {
    if (refusal(bytes, applicant).isPresent()) {
      clear();
    }
    Optional<Problem> refusal = refusal(bytes, applicant);
    if (refusal.isPresent()) {
      throw new ProblemException(refusal.get());
    }
  }

  private void clear() throws IOException {
    Set<String> digests =
        store.ofApplicants().stream().map(OfApplicant::digest).collect(Collectors.toSet());
    for (String over : named.over(digests)) {
      store.remove(over);
    }
  }

  private Optional<Problem> refusal(long bytes, Optional<String> applicant) throws IOException {
    long all = store.size() + bytes;
    if (all > most) {
      return Optional.of(full("there is no room for more documents", most, "in all", all));
    }
    if (applicant.isEmpty()) {
      return Optional.empty();
    }
    List<OfApplicant> others = store.ofApplicants();
    long theirs = others.stream().mapToLong(OfApplicant::bytes).sum() + bytes;
    long own =
        others.stream()
            .filter(each -> each.applicant().equalsIgnoreCase(applicant.get()))
            .mapToLong(OfApplicant::bytes)
            .sum();
    String what = "there is no room for more documents of applicants for membership";
    if (theirs > most / OF_ALL_APPLICANTS) {
      return Optional.of(full(what, most / OF_ALL_APPLICANTS, "of all applicants", theirs));
    }
    return own > 0 && own + bytes > most / OF_EACH_APPLICANT
        ? Optional.of(full(what, most / OF_EACH_APPLICANT, "of one applicant", own + bytes))
        : Optional.empty();
  }

  private static Problem full(String what, long most, String of, long actual) {
    return Problem.of("documents-full", 507, what)
        .expected("at most %d bytes %s".formatted(most, of))
        .actual(actual + " bytes");
  }
}
