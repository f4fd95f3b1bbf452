package io.govchain.crosschain.conversation;

import io.govchain.amdp.Envelope;
import io.govchain.service.messaging.OutgoingMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages of one transaction that were made together, each with its place in its lane. */
final class Letters {
  /**
   * A signed message that is not on the outbox yet.
   *
   * @param attempt of a compensation; 0 elsewhere
   */
  record Letter(Envelope envelope, OutgoingMessage message, int attempt) {}

  private final List<Letter> letters = new ArrayList<>();
  private final Map<String, Conversations.Place> next = new HashMap<>();

  /** The place after the last of these to a receiver; empty if none goes there. */
  Optional<Conversations.Place> next(String receiver) {
    return Optional.ofNullable(next.get(receiver));
  }

  void add(Letter letter) {
    letters.add(letter);
    long sequence = letter.envelope().claimed().sequence();
    next.put(
        letter.message().destination(),
        new Conversations.Place(sequence + 1, Optional.of(letter.envelope().digest())));
  }

  List<Letter> all() {
    return List.copyOf(letters);
  }
}
