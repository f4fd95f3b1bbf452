package io.govchain.crosschain.api;

import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.tls.TlsPeer.Role;
import java.util.Optional;
import java.util.function.Supplier;

/** Who may read this ledger, and what stands in it. */
public final class LedgerAccess {
  private final Journal journal;
  private final String self;
  private final Supplier<Optional<String>> subchainProxy;

  /**
   * @param self path of this proxy
   * @param subchainProxy path of the paired proxy, the only service that may read
   */
  public LedgerAccess(Journal journal, String self, Supplier<Optional<String>> subchainProxy) {
    this.journal = journal;
    this.self = self;
    this.subchainProxy = subchainProxy;
  }

  String self() {
    return self;
  }

  TransactionState find(String id) {
    return journal
        .transactions()
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of("transaction-unknown", 404, "no such transaction here")
                        .expected("one that " + self + " is a party of")
                        .actual(id)));
  }

  void requireReader(Request request) {
    boolean allowed =
        request.caller().hasRole(Role.OPERATOR)
            || subchainProxy
                .get()
                .map(path -> request.caller().is(Role.SERVICE, path))
                .orElse(false);
    if (!allowed) {
      throw new ProblemException(
          Problem.of("role-refused", 403, "this certificate may not read this ledger")
              .expected("an operator of this proxy, or its paired subchain proxy")
              .actual(request.caller().fingerprint().value()));
    }
  }
}
