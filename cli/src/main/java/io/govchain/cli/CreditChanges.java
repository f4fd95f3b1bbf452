package io.govchain.cli;

import io.govchain.governance.CreditRules;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.ProposedCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a work order may change of institutions' credit. */
final class CreditChanges {
  private static final Set<String> RULES =
      Set.of(
          "start",
          "threshold",
          "ceiling",
          "settled",
          "failed",
          "late",
          "disputed",
          "escalated",
          "mostGain",
          "mostLoss",
          "windowSeconds");
  private static final long MOST_POINTS = 65_535;
  private static final long MOST_SECONDS = 366L * 24 * 3600;

  @Option(
      names = "--restore-credit",
      paramLabel = "INSTITUTION=SCORE",
      description = {
        "Lift an institution's restriction and set its score.",
        "It may open transactions again at once; what it lost before no longer counts."
      })
  private Map<String, Integer> restoreCredit = new LinkedHashMap<>();

  @Option(
      names = "--set-affiliated",
      paramLabel = "INSTITUTION=INSTITUTION",
      description = "Two institutions belong together: their transactions earn no credit.")
  private List<String> setAffiliated = List.of();

  @Option(
      names = "--unset-affiliated",
      paramLabel = "INSTITUTION=INSTITUTION",
      description = "Two institutions by code: no longer affiliated.")
  private List<String> unsetAffiliated = List.of();

  @Option(
      names = "--credit-rules",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "By the names of: credit rules. What is not named stays.")
  private Map<String, Long> creditRules = new LinkedHashMap<>();

  void requireSubjects(GovernanceChain chain) {
    Subjects.require(restoreCredit.keySet(), "institution", chain::institution);
    List<String> pairs =
        Stream.concat(setAffiliated.stream(), unsetAffiliated.stream())
            .flatMap(
                text ->
                    Stream.of(Subjects.pair("--set-affiliated", "INSTITUTION=INSTITUTION", text)))
            .toList();
    Subjects.require(pairs, "institution", chain::institution);
  }

  void addTo(List<ProposedCall> all, GovernanceChain chain) {
    restoreCredit.forEach((code, score) -> all.add(GovernanceActions.restoreCredit(code, score)));
    affiliate(all, "--set-affiliated", setAffiliated, true);
    affiliate(all, "--unset-affiliated", unsetAffiliated, false);
    if (!creditRules.isEmpty()) {
      all.add(GovernanceActions.setCreditRules(changed(chain.credits().rules())));
    }
  }

  private static void affiliate(
      List<ProposedCall> all, String option, List<String> texts, boolean affiliated) {
    for (String text : texts) {
      String[] pair = Subjects.pair(option, "INSTITUTION=INSTITUTION", text);
      all.add(GovernanceActions.setAffiliated(pair[0], pair[1], affiliated));
    }
  }

  private CreditRules changed(CreditRules now) {
    for (String name : creditRules.keySet()) {
      if (!RULES.contains(name)) {
        throw CommandFailure.usage(
            "--credit-rules: expected names of %s, actual '%s'"
                .formatted(String.join(", ", new TreeSet<>(RULES)), name));
      }
    }
    return new CreditRules(
        points("start", now.start()),
        points("threshold", now.threshold()),
        points("ceiling", now.ceiling()),
        points("settled", now.settled()),
        points("failed", now.failed()),
        points("late", now.late()),
        points("disputed", now.disputed()),
        points("escalated", now.escalated()),
        points("mostGain", now.mostGain()),
        points("mostLoss", now.mostLoss()),
        value("windowSeconds", now.windowSeconds(), MOST_SECONDS));
  }

  private int points(String name, int now) {
    return (int) value(name, now, MOST_POINTS);
  }

  private long value(String name, long now, long most) {
    long value = creditRules.getOrDefault(name, now);
    if (value < 0 || value > most) {
      throw CommandFailure.usage(
          "--credit-rules: expected %s from 0 to %d, actual %d".formatted(name, most, value));
    }
    return value;
  }
}
