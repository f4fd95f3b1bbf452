package io.govchain.console.statement;

import io.govchain.console.store.Nonces;
import io.govchain.governance.Account;
import io.govchain.governance.GovernanceChain;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Believes a statement when its signature recovers to the account, the account is active on the
 * chain <em>now</em>, it was issued within five minutes, and its nonce was never used. The chain is
 * asked, not the index: a frozen account must not act while the index lags.
 */
public final class Statements {
  private static final long FRESH_SECONDS = 300;
  private static final long KEPT_SECONDS = 86_400;

  /**
   * The chain's clock helps a person whose own is a little off. That of a chain which stands still
   * does not count: nonces are forgotten after a day, and it would let an old statement in again.
   */
  private static final long COMPARABLE_SECONDS = 3_600;

  private final GovernanceChain chain;
  private final Nonces nonces;
  private final Clock clock;

  public Statements(GovernanceChain chain, Nonces nonces, Clock clock) {
    this.chain = chain;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** The server's clock, seconds. */
  public long now() {
    return clock.instant().getEpochSecond();
  }

  /**
   * Whose accounts are meant.
   *
   * @param words for whoever is not
   * @param institution whether the one with this id is meant
   */
  public record Whose(String words, Predicate<String> institution) {}

  /** Of an active account of this institution in one of these roles. */
  public Signatory require(
      SignedStatement statement,
      String action,
      String subject,
      String institution,
      Set<Account.Role> roles) {
    return require(
        statement,
        action,
        subject,
        roles,
        new Whose("institution " + institution, institution::equals));
  }

  /** Of an active account in one of these roles, of an institution that is meant. */
  public Signatory require(
      SignedStatement statement,
      String action,
      String subject,
      Set<Account.Role> roles,
      Whose whose) {
    check(statement, action, subject);
    Signatory signatory = account(statement).orElseThrow(() -> inactive(statement));
    if (signatory.institution().filter(whose.institution()).isEmpty()
        || signatory.role().filter(roles::contains).isEmpty()) {
      throw new ProblemException(
          Problem.of("role-refused", 403, "this account may not do this")
              .expected("%s of %s".formatted(words(roles), whose.words()))
              .actual(
                  "%s of institution %s"
                      .formatted(
                          signatory.role().map(Account.Role::word).orElse("none"),
                          signatory.institution().orElse("none"))));
    }
    use(statement);
    return signatory;
  }

  /**
   * Of an active account, or of an address that has a say without one. Does not use the nonce yet:
   * {@link #use} does, when nothing else is in the way.
   *
   * @param alsoAddress asked for only once the signature is known to be the account's
   */
  public Signatory check(
      SignedStatement statement,
      String action,
      String subject,
      Supplier<Optional<String>> alsoAddress) {
    check(statement, action, subject);
    return account(statement)
        .or(
            () ->
                alsoAddress
                    .get()
                    .filter(statement.account()::equalsIgnoreCase)
                    .map(also -> new Signatory(also, Optional.empty(), Optional.empty())))
        .orElseThrow(() -> inactive(statement));
  }

  private void check(SignedStatement statement, String action, String subject) {
    if (!statement.action().equals(action) || !statement.subject().equals(subject)) {
      throw new ProblemException(
          Problem.of("statement-mismatch", 400, "the statement says something else")
              .expected(action + " " + subject)
              .actual(statement.action() + " " + statement.subject()));
    }
    Optional<String> signer = statement.signer(chain.chainId());
    if (!signer.equals(Optional.of(statement.account()))) {
      throw new ProblemException(
          Problem.of("signature-refused", 403, "the signature is not that of the account")
              .expected(statement.account())
              .actual(signer.orElse("no key's")));
    }
    long now = now();
    long blockTime = chain.blockTime();
    boolean comparable = Math.abs(blockTime - now) <= COMPARABLE_SECONDS;
    if (!isFresh(statement, now) && !(comparable && isFresh(statement, blockTime))) {
      throw new ProblemException(
          Problem.of("statement-stale", 403, "the statement was not issued just now")
              .expected(
                  "within %d seconds of %d (chain) or %d (server)"
                      .formatted(FRESH_SECONDS, blockTime, now))
              .actual(Long.toString(statement.issuedAt())));
    }
  }

  private static boolean isFresh(SignedStatement statement, long clock) {
    return Math.abs(statement.issuedAt() - clock) <= FRESH_SECONDS;
  }

  private Optional<Signatory> account(SignedStatement statement) {
    return chain
        .activeAccount(statement.account())
        .map(
            account ->
                new Signatory(
                    account.address(),
                    Optional.of(account.role()),
                    Optional.of(account.institution())));
  }

  /** Last of all: a statement that was refused for another reason is not used up. */
  public void use(SignedStatement statement) {
    // By either clock a statement may be fresh: nonces are kept for as long as one of them allows.
    long forgotten = Math.min(now(), chain.blockTime()) - KEPT_SECONDS;
    if (!nonces.use(statement.account(), statement.nonce(), statement.issuedAt(), forgotten)) {
      throw new ProblemException(
          Problem.of("statement-replayed", 409, "the statement was used before")
              .expected("a nonce that the account never used")
              .actual(statement.nonce()));
    }
  }

  private ProblemException inactive(SignedStatement statement) {
    String actual =
        chain
            .account(statement.account())
            .map(
                account ->
                    "account %s, institution %s"
                        .formatted(
                            account.status().word(),
                            chain
                                .institution(account.institution())
                                .map(institution -> institution.status().word())
                                .orElse("unknown")))
            .orElse("no account on the chain");
    return new ProblemException(
        Problem.of("account-inactive", 403, "the account may not act")
            .expected("an active account of an active institution")
            .actual(statement.account() + ": " + actual));
  }

  private static String words(Set<Account.Role> roles) {
    return String.join(" or ", roles.stream().map(Account.Role::word).sorted().toList());
  }
}
