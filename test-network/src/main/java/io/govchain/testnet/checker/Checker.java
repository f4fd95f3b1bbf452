package io.govchain.testnet.checker;

import io.govchain.testnet.checker.Change.Entry;
import io.govchain.testnet.checker.Change.Status;
import io.govchain.testnet.checker.Complaint.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what was promised with what the chains say. Pure. */
public final class Checker {
  private final Map<String, Promise> promises = new HashMap<>();
  private final Facts facts;
  private final Set<String> strangers;
  private final List<Complaint> complaints = new ArrayList<>();

  private Checker(List<Promise> promises, Facts facts, Set<String> strangers) {
    promises.forEach(promise -> this.promises.put(promise.transaction(), promise));
    this.facts = facts;
    this.strangers = strangers;
  }

  /**
   * Everything that is wrong; empty when all is well.
   *
   * @param promises all accepted calls
   * @param strangers hashes of the chains' transactions that belong to no call and are known of
   */
  public static List<Complaint> check(List<Promise> promises, Facts facts, Set<String> strangers) {
    Checker checker = new Checker(promises, facts, strangers);
    promises.forEach(checker::promise);
    facts.effects().forEach(checker::isPromised);
    facts.changes().forEach(checker::isPromised);
    return List.copyOf(checker.complaints);
  }

  private void promise(Promise promise) {
    List<Change> changes = facts.changesOf(promise.transaction());
    if (changes.isEmpty()) {
      complain(Kind.LOST_CALL, "%s was accepted, the record does not know it", promise);
    } else {
      end(promise, changes);
      promise.writes().forEach(write -> write(promise, write, changes));
    }
  }

  private void end(Promise promise, List<Change> changes) {
    Status last = changes.getLast().after();
    if (!last.isFinal()) {
      complain(Kind.NO_END, "%s is %s", promise.transaction(), last);
    }
    changes.stream()
        .filter(change -> change.before().isFinal() && change.after() != change.before())
        .forEach(change -> complain(Kind.LEFT_ITS_END, "%s", change));
    if (last == Status.SETTLED) {
      for (Promise.Write write : promise.writes()) {
        for (Entry needed : List.of(Entry.SUCCEEDED, Entry.ACCEPTED)) {
          if (!reported(changes, write.step(), needed)) {
            complain(
                Kind.FALSE_END,
                "%s is settled, step %d was never reported %s",
                promise.transaction(),
                write.step(),
                needed);
          }
        }
      }
    }
  }

  private static boolean reported(List<Change> changes, int step, Entry entry) {
    return changes.stream().anyMatch(change -> change.step() == step && change.entry() == entry);
  }

  private void write(Promise promise, Promise.Write write, List<Change> changes) {
    List<Effect> done = facts.effectsOf(promise.transaction(), write.step(), false);
    List<Effect> undone = facts.effectsOf(promise.transaction(), write.step(), true);
    String step = promise.transaction() + " step " + write.step();
    if (done.size() > 1 || undone.size() > 1) {
      complain(Kind.DOUBLE_EFFECT, "%s: done by %s, undone by %s", step, done, undone);
    }
    for (Effect effect : done) {
      content(step, write, effect, Effect.Kind.STORED);
    }
    for (Effect effect : undone) {
      content(step, write, effect, Effect.Kind.WITHDRAWN);
    }
    long opened = changes.getFirst().time();
    done.stream()
        .filter(effect -> effect.time() < opened)
        .forEach(
            effect ->
                complain(Kind.EFFECT_BEFORE_RECORD, "%s: %s, opened at %d", step, effect, opened));
    if (done.isEmpty() && reported(changes, write.step(), Entry.SUCCEEDED)) {
      complain(Kind.FALSE_END, "%s was reported SUCCEEDED, no effect is there", step);
    }
    if (undone.isEmpty() && !done.isEmpty() && reported(changes, write.step(), Entry.COMPENSATED)) {
      complain(Kind.FALSE_END, "%s was reported COMPENSATED, no withdrawal is there", step);
    }
    switch (changes.getLast().after()) {
      case SETTLED -> isThere(step, write, done, undone);
      case COMPENSATED -> isGone(step, done, undone);
      case NONE, OPEN, COMPENSATING, ESCALATED, RESOLVED -> {
        // No end, which is complained of already, or one that people agreed on.
      }
    }
  }

  private void content(String step, Promise.Write write, Effect effect, Effect.Kind expected) {
    boolean same =
        effect.kind() == expected
            && effect.chain().equals(write.chain())
            && effect.digest().equals(write.digest())
            && effect.metadata().equals(write.metadata());
    if (!same) {
      complain(
          Kind.WRONG_EFFECT, "%s: expected %s of %s, actual %s", step, expected, write, effect);
    }
  }

  private void isThere(String step, Promise.Write write, List<Effect> done, List<Effect> undone) {
    if (done.isEmpty() || !undone.isEmpty() || !facts.stands(write.chain(), write.digest())) {
      complain(
          Kind.LOST_EFFECT,
          "%s is settled: expected %s to stand, actual done by %s, undone by %s, stands %s",
          step,
          write,
          done,
          undone,
          facts.stands(write.chain(), write.digest()));
    }
  }

  private void isGone(String step, List<Effect> done, List<Effect> undone) {
    if (done.size() != undone.size()) {
      complain(
          Kind.STANDING_EFFECT,
          "%s is compensated: expected as many undone as done, actual done by %s, undone by %s",
          step,
          done,
          undone);
    }
  }

  private void isPromised(Effect effect) {
    boolean known =
        strangers.contains(effect.hash())
            || effect
                .tag()
                .filter(tag -> promises.containsKey(tag.transaction()))
                .filter(tag -> hasStep(promises.get(tag.transaction()), tag.step()))
                .isPresent();
    if (!known) {
      complain(Kind.UNPROMISED, "effect %s", effect);
    }
  }

  private static boolean hasStep(Promise promise, int step) {
    return promise.writes().stream().anyMatch(write -> write.step() == step);
  }

  private void isPromised(Change change) {
    if (change.entry() == Entry.OPENED && !promises.containsKey(change.transaction())) {
      complain(Kind.UNPROMISED, "transaction %s", change);
    }
  }

  private void complain(Kind kind, String format, Object... arguments) {
    complaints.add(new Complaint(kind, format.formatted(arguments)));
  }
}
