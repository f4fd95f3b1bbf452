package io.govchain.subchain.api;

import io.govchain.amdp.PlanStep;
import io.govchain.amdp.SignedCall;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Registry;
import io.govchain.service.http.Response;
import io.govchain.subchain.intake.IntakeError;
import io.govchain.subchain.intake.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** When a refusal may be over, where that can be told. */
final class RetryAfter {
  /** Somebody registers or activates it: not a matter of one second, nor of minutes. */
  private static final long NOT_ACTIVE_SECONDS = 5;

  private RetryAfter() {}

  static Response notActive(Response refusal) {
    return refusal.header("retry-after", Long.toString(NOT_ACTIVE_SECONDS));
  }

  /**
   * @param response the refusal as it is answered
   * @param now governance block time, which tells windows apart
   */
  static Response on(
      Response response, Refusal refusal, SignedCall call, Registry registry, long now) {
    if (!refusal.code().equals(IntakeError.LIMIT_REACHED.wire())) {
      return response;
    }
    OptionalLong seconds = untilAllAreFree(call, registry, now);
    return seconds.isPresent()
        ? response.header("retry-after", Long.toString(seconds.getAsLong()))
        : response;
  }

  private static OptionalLong untilAllAreFree(SignedCall call, Registry registry, long now) {
    Map<String, Long> steps = new LinkedHashMap<>();
    for (PlanStep step : call.steps()) {
      steps.merge(step.pipeline(), 1L, Long::sum);
    }
    long longest = 0;
    for (Map.Entry<String, Long> used : steps.entrySet()) {
      Pipeline.Terms terms = registry.pipeline(used.getKey()).orElseThrow().terms();
      if (terms.limited()) {
        if (used.getValue() > terms.callsPerWindow()) {
          return OptionalLong.empty();
        }
        longest = Math.max(longest, untilNextWindow(terms, now));
      }
    }
    return longest == 0 ? OptionalLong.empty() : OptionalLong.of(longest);
  }

  /** As the ledger counts them: windows begin at multiples of their length. */
  static long untilNextWindow(Pipeline.Terms terms, long now) {
    return terms.windowSeconds() - now % terms.windowSeconds();
  }
}
