package io.govchain.console.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Kind;
import io.govchain.console.store.Subject;
import java.util.Optional;

/**
 * What a rule found.
 *
 * @param key what tells it from other findings of the rule
 * @param event number of the event that it was; 0 for a condition that holds
 * @param at seconds
 */
record Finding(
    Rule rule, String key, Optional<Subject> subject, long event, long at, ObjectNode values) {

  static Finding of(Rule rule, Kind kind, String id, long at) {
    return new Finding(rule, id, Optional.of(new Subject(kind, id)), 0, at, none());
  }

  /** Of an event, which may happen to the same subject again. */
  static Finding of(Rule rule, Kind kind, String id, long event, long at) {
    return new Finding(
        rule, Long.toString(event), Optional.of(new Subject(kind, id)), event, at, none());
  }

  private static ObjectNode none() {
    return ConsoleJson.mapper().createObjectNode();
  }

  Finding with(String name, long value) {
    values.put(name, value);
    return this;
  }

  Finding with(String name, String value) {
    values.put(name, value);
    return this;
  }
}
