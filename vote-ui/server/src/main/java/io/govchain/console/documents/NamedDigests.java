package io.govchain.console.documents;

import io.govchain.console.store.EventLog;
import io.govchain.console.store.Orders;
import io.govchain.console.store.PageRequest;
import io.govchain.console.store.Queries;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.MembershipApplication;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Which digests the chain names: only what somebody put on record can have a document here. */
final class NamedDigests {
  private static final Set<MembershipApplication.Status> STANDING =
      Set.of(MembershipApplication.Status.PENDING, MembershipApplication.Status.ADMITTED);

  private static final EventLog.Filter REVIEWS =
      new EventLog.Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.of("MembershipReviewed"),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  private final GovernanceChain chain;
  private final Queries queries;

  NamedDigests(GovernanceChain chain, Queries queries) {
    this.chain = chain;
    this.queries = queries;
  }

  /** The applications for membership that name it. */
  List<MembershipApplication> applications(String digest) {
    return chain.membershipApplications().stream()
        .filter(application -> application.documentDigest().equals(digest))
        .toList();
  }

  /**
   * Of documents that only applicants uploaded, those that nobody decides on any more: every
   * application that names them was withdrawn or rejected, and nothing else names them.
   */
  Set<String> over(Set<String> digests) {
    Set<String> over = new HashSet<>(digests);
    for (MembershipApplication application : chain.membershipApplications()) {
      if (STANDING.contains(application.status())) {
        over.remove(application.documentDigest());
      }
    }
    chain.institutions().forEach(institution -> over.remove(institution.documentDigest()));
    queries.events().stream(
        REVIEWS, Long.MAX_VALUE, event -> over.remove(event.data().path("reportDigest").asText()));
    over.removeIf(this::isInWorkOrder);
    return over;
  }

  /** Whether an institution, a review or the text of a work order names it. */
  boolean isNamed(String digest) {
    return chain.institutions().stream()
            .anyMatch(institution -> institution.documentDigest().equals(digest))
        || isInReview(digest)
        || isInWorkOrder(digest);
  }

  private boolean isInReview(String digest) {
    return chain.membershipApplications().stream()
        .flatMap(application -> chain.members().reviews(application.id()).stream())
        .anyMatch(review -> review.reportDigest().equals(digest));
  }

  private boolean isInWorkOrder(String digest) {
    Orders.Filter naming =
        new Orders.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(digest),
            Optional.empty());
    return !queries.orders().page(naming, PageRequest.first(1)).items().isEmpty();
  }
}
