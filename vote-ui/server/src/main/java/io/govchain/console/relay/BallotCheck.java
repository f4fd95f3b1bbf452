package io.govchain.console.relay;

import io.govchain.governance.Account;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Institution;
import io.govchain.governance.WorkOrder;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.math.BigInteger;
import java.util.Optional;

/** Looks at everything that the contract would refuse, so that each refusal has its own words. */
final class BallotCheck {
  private final GovernanceChain chain;

  BallotCheck(GovernanceChain chain) {
    this.chain = chain;
  }

  /**
   * Looks at the ballot as the chain is now.
   *
   * @throws ProblemException for the first thing that is wrong
   */
  void check(SignedBallot ballot) {
    WorkOrder order =
        chain
            .workOrder(ballot.workOrder())
            .orElseThrow(
                () ->
                    refused(
                        "work-order-unknown",
                        404,
                        "there is no such work order",
                        "one that was proposed",
                        ballot.workOrder()));
    Account voter = voter(ballot);
    institution(voter);
    Optional<WorkOrder.Vote> cast = chain.vote(ballot.workOrder(), voter.institution());
    if (cast.isPresent()) {
      throw refused(
          "already-voted",
          409,
          "the institution has voted on this work order",
          "no vote of institution " + voter.institution(),
          cast.get().word());
    }
    if (order.state() != WorkOrder.State.ACTIVE) {
      throw refused(
          "work-order-closed",
          409,
          "the work order cannot be voted on",
          "state active, up to " + order.deadline(),
          "state " + order.state().word());
    }
    BigInteger nonce = chain.members().voteNonce(ballot.voter());
    Optional<String> signer = ballot.signer(chain.chainId(), nonce);
    if (!signer.equals(Optional.of(ballot.voter()))) {
      throw refused(
          "signature-refused",
          403,
          "the signature is not that of the voter for this ballot",
          "%s, nonce %s, chain %d".formatted(ballot.voter(), nonce, chain.chainId()),
          signer.orElse("no key's"));
    }
  }

  private Account voter(SignedBallot ballot) {
    Optional<Account> account = chain.account(ballot.voter());
    return account
        .filter(Account::active)
        .filter(found -> found.role() == Account.Role.GOVERNOR)
        .orElseThrow(
            () ->
                refused(
                    "voter-refused",
                    403,
                    "this account has no vote",
                    "an active governor",
                    ballot.voter()
                        + account
                            .map(f -> ": " + f.status().word() + " " + f.role().word())
                            .orElse(": no account on the chain")));
  }

  private void institution(Account voter) {
    Optional<Institution> institution = chain.institution(voter.institution());
    boolean seated =
        institution
            .filter(Institution::active)
            .filter(found -> found.category() == Institution.Category.GENESIS)
            .isPresent();
    if (!seated) {
      throw refused(
          "voter-without-seat",
          403,
          "the voter's institution has no seat",
          "an active genesis institution",
          institution
              .map(i -> "%s: %s %s".formatted(i.code(), i.status().word(), i.category().word()))
              .orElse("none"));
    }
  }

  static ProblemException refused(
      String code, int status, String what, String expected, String actual) {
    return new ProblemException(Problem.of(code, status, what).expected(expected).actual(actual));
  }
}
