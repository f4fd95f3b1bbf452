package io.govchain.subchain.api;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.WireName;
import io.govchain.service.http.Problem;
import io.govchain.subchain.intake.IntakeError;
import io.govchain.subchain.intake.Refusal;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refusals as problem details; the code stays, the HTTP status follows from it. */
final class Refusals {

  /** This proxy does not see the governance chain as it is now. */
  static final String GOVERNANCE_UNAVAILABLE = "governance-unavailable";

  private static final int UNPROCESSABLE = 422;
  private static final Map<String, Integer> STATUS =
      Stream.of(
              Map.<WireName, Integer>of(
                  AmdpError.ENVELOPE_MALFORMED, 400,
                  AmdpError.MESSAGE_MALFORMED, 400,
                  AmdpError.ALGORITHM_REFUSED, 400,
                  AmdpError.MESSAGE_TYPE_REFUSED, 400,
                  AmdpError.ENVELOPE_TOO_LARGE, 413),
              Map.<WireName, Integer>of(
                  AmdpError.SIGNATURE_INVALID, 403,
                  AmdpError.KEY_MISMATCH, 403,
                  AmdpError.SENDER_UNKNOWN, 403,
                  AmdpError.SENDER_NOT_ACTIVE, 403,
                  AmdpError.AUDIENCE_MISMATCH, 403,
                  IntakeError.CERTIFICATE_MISMATCH, 403,
                  IntakeError.APPLICATION_ELSEWHERE, 403,
                  IntakeError.INSTITUTION_RESTRICTED, 403),
              Map.<WireName, Integer>of(
                  IntakeError.REQUEST_CONFLICT, 409,
                  IntakeError.RATE_LIMITED, 429,
                  IntakeError.TOO_MANY_UNFINISHED, 429,
                  IntakeError.LIMIT_REACHED, 429,
                  IntakeError.PROXY_NOT_ACTIVE, 503))
          .flatMap(part -> part.entrySet().stream())
          .collect(
              Collectors.toUnmodifiableMap(entry -> entry.getKey().wire(), Map.Entry::getValue));

  private Refusals() {}

  static Problem problem(Refusal refusal, String transaction) {
    return Problem.of(
            refusal.code(), STATUS.getOrDefault(refusal.code(), UNPROCESSABLE), refusal.where())
        .expected(refusal.expected())
        .actual(refusal.actual())
        .transaction(transaction);
  }

  static Problem unavailable(String why) {
    return Problem.of(GOVERNANCE_UNAVAILABLE, 503, why);
  }
}
