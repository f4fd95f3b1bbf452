package io.govchain.console.monitor;

import io.govchain.console.store.Changes;
import io.govchain.console.store.Meta;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** One look at everything: which alerts are to be opened, and which are over. */
final class Examination {
  private static final Set<Rule> ALWAYS =
      Set.of(Rule.CHAIN_STALLED, Rule.NODE_UNREACHABLE, Rule.INDEXING_LAG);

  /** How long they last follows from when they were opened: nothing has to be written for it. */
  private static final Set<Rule> SINCE_OPENED = Set.of(Rule.CHAIN_STALLED, Rule.NODE_UNREACHABLE);

  private static final Set<Rule> EVENTS =
      Set.of(
          Rule.VERDICT_DISPUTED,
          Rule.CREDIT_NOT_RECORDED,
          Rule.UNKNOWN_CALL_VOTED,
          Rule.CERTIFICATE_CHANGED,
          Rule.SERVICE_REPLACED,
          Rule.CONTRACT_UPGRADED,
          Rule.POLICY_LOOSENED,
          Rule.PERMISSION_WIDENED);

  private final Situation situation;
  private final List<Finding> opening = new ArrayList<>();

  /** What was over before anybody looked is kept as a finding all the same; since when it was. */
  private final Map<Finding, Long> over = new HashMap<>();

  private final Map<Long, Long> closing = new HashMap<>();

  /** What is so now of conditions that hold still. */
  private final Map<Long, String> updating = new HashMap<>();

  private long examined;

  /** That the index is at the chain's end, for the first time. */
  private boolean arrived;

  private record Known(long id, Rule rule, String key, String found) {

    boolean tells(Finding finding) {
      return SINCE_OPENED.contains(rule) || found.equals(finding.values().toString());
    }
  }

  Examination(Situation situation) {
    this.situation = situation;
  }

  /**
   * @param following whether the index is near the chain's end; before, only what concerns the
   *     following itself is looked at
   */
  Examination run(boolean following) {
    long last = Meta.number(situation.handle(), Meta.MONITORED).orElse(0);
    examined = last;
    Set<Rule> judged = new HashSet<>(ALWAYS);
    List<Finding> conditions = new ArrayList<>(ChainConditions.ofFollowing(situation));
    if (following && situation.block() >= 0) {
      arrived =
          situation.status().head().isPresent()
              && Meta.get(situation.handle(), Meta.CAUGHT_UP).isEmpty();
      for (Rule rule : Rule.values()) {
        if (!EVENTS.contains(rule)) {
          judged.add(rule);
        }
      }
      conditions.addAll(ChainConditions.ofBlocks(situation));
      conditions.addAll(BusinessConditions.of(situation));
      passed(last);
      happened(last);
      endings();
    }
    compare(conditions, judged);
    return this;
  }

  private void passed(long after) {
    for (PastConditions.Past past : PastConditions.since(situation, after)) {
      opening.add(past.finding());
      over.put(past.finding(), past.over());
    }
  }

  /** Up to where all is known that findings tell. */
  private void happened(long after) {
    long newest = Meta.number(situation.handle(), Meta.NEXT_EVENT).orElse(1) - 1;
    OptionalLong unread = Replacements.unread(situation, after);
    examined = unread.isPresent() ? Math.min(newest, unread.getAsLong() - 1) : newest;
    List<Finding> occurrences = Occurrences.between(situation, after, examined);
    opening.addAll(occurrences);
    occurrences.stream()
        .filter(finding -> Endings.over(situation, Endings.Open.of(finding)))
        .forEach(finding -> over.put(finding, situation.now()));
  }

  private void compare(List<Finding> conditions, Set<Rule> judged) {
    Map<String, Known> open = new HashMap<>();
    Sql.list(
            situation.handle(),
            "SELECT id, rule, key, found FROM alerts WHERE closed_at IS NULL AND event IS NULL",
            row ->
                new Known(
                    row.getLong(1), rule(row.getString(2)), row.getString(3), row.getString(4)))
        .stream()
        .filter(known -> judged.contains(known.rule()))
        .forEach(known -> open.put(known.rule() + known.key(), known));
    for (Finding finding : conditions) {
      Known known = open.remove(finding.rule() + finding.key());
      if (known == null) {
        opening.add(finding);
      } else if (!known.tells(finding)) {
        updating.put(known.id(), finding.values().toString());
      }
    }
    open.values()
        .forEach(
            known ->
                closing.put(
                    known.id(),
                    ALWAYS.contains(known.rule()) ? situation.clockSeconds() : situation.now()));
  }

  private void endings() {
    Sql.list(
            situation.handle(),
            "SELECT id, rule, subject, event, opened_at, found FROM alerts"
                + " WHERE closed_at IS NULL AND event IS NOT NULL",
            row ->
                new Endings.Open(
                    row.getLong(1),
                    rule(row.getString(2)),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getString(6)))
        .stream()
        .filter(alert -> Endings.over(situation, alert))
        .forEach(alert -> closing.put(alert.id(), situation.now()));
  }

  private static Rule rule(String word) {
    return Rule.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean changes() {
    return arrived
        || alerts()
        || examined != Meta.number(situation.handle(), Meta.MONITORED).orElse(0);
  }

  boolean alerts() {
    return !opening.isEmpty() || !closing.isEmpty() || !updating.isEmpty();
  }

  void write(Handle handle) {
    for (Finding finding : opening) {
      Sql.first(
              handle,
              "INSERT INTO alerts (rule, severity, key, kind, subject, event, opened_at, found,"
                  + " closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                  + " ON CONFLICT DO NOTHING RETURNING id",
              row -> row.getLong(1),
              finding.rule().word(),
              finding.rule().severity().ordinal(),
              finding.key(),
              finding.subject().map(subject -> subject.kind().word()).orElse(null),
              finding.subject().map(subject -> subject.id()).orElse(null),
              finding.event() == 0 ? null : finding.event(),
              finding.at(),
              finding.values().toString(),
              over.get(finding))
          .ifPresent(id -> Changes.alert(handle, id));
    }
    updating.forEach(
        (id, found) -> {
          Sql.update(handle, "UPDATE alerts SET found = ? WHERE id = ?", found, id);
          Changes.alert(handle, id);
        });
    closing.forEach(
        (id, time) -> {
          Sql.update(handle, "UPDATE alerts SET closed_at = ? WHERE id = ?", time, id);
          Changes.alert(handle, id);
        });
    Meta.put(handle, Meta.MONITORED, examined);
    if (arrived) {
      Meta.put(handle, Meta.CAUGHT_UP, true);
    }
  }
}
