package io.govchain.console.documents;

import io.govchain.console.store.Orders;
import io.govchain.console.store.PageRequest;
import io.govchain.console.store.Queries;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.MembershipApplication;
import java.util.Optional;

/** Which digests the chain names: only what somebody put on record can have a document here. */
final class NamedDigests {
  private final GovernanceChain chain;
  private final Queries queries;

  NamedDigests(GovernanceChain chain, Queries queries) {
    this.chain = chain;
    this.queries = queries;
  }

  /** The newest application for membership that names it. */
  Optional<MembershipApplication> application(String digest) {
    return chain.membershipApplications().reversed().stream()
        .filter(application -> application.documentDigest().equals(digest))
        .findFirst();
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
