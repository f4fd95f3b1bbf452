package io.govchain.simulation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.TransactionState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a cross-chain proxy has on disk: all that a crash leaves. Changes of one event are one
 * commit.
 */
final class Disk {

  /** A local effect that was decided and not performed. */
  record Pending(String transaction, Effect.LocalEffect effect) {}

  final int number;

  /** Before the head of the governance chain was asked for the first time. */
  static final int UNBORN = -2;

  /** Head of the governance chain when this disk was new, or put back. */
  int birth;

  final Map<String, TransactionState> states = new LinkedHashMap<>();
  final RecordQueue queue = new RecordQueue();
  final Set<Pending> pending = new LinkedHashSet<>();
  final Map<Long, Letter> outbox = new LinkedHashMap<>();
  final Set<Long> inbox = new HashSet<>();

  /** Letters of this disk that an answer or a refusal may refer to. */
  final Map<Long, Letter> sent = new HashMap<>();

  /** Requests of peers, which a refusal answers. */
  final Set<String> requests = new HashSet<>();

  /** Transactions whose signed call is stored. */
  final Set<String> calls = new HashSet<>();

  /** Digests of stored evidence. */
  final Map<Spot, Set<String>> evidence = new HashMap<>();

  /** Transactions that people were called for. */
  final Set<String> alarmed = new HashSet<>();

  /** Number of the next governance block to take in. */
  int next;

  Disk(int number, int birth) {
    this.number = number;
    this.birth = birth;
  }

  /** What a backup of this moment would be as another disk. */
  Disk copy(int number, int birth) {
    Disk copy = new Disk(number, birth);
    copy.states.putAll(states);
    copy.queue.takeOver(queue);
    copy.pending.addAll(pending);
    copy.outbox.putAll(outbox);
    copy.inbox.addAll(inbox);
    copy.sent.putAll(sent);
    copy.requests.addAll(requests);
    copy.calls.addAll(calls);
    evidence.forEach((spot, digests) -> copy.evidence.put(spot, new HashSet<>(digests)));
    copy.alarmed.addAll(alarmed);
    copy.next = next;
    return copy;
  }

  void keepEvidence(Spot spot, String digest) {
    evidence.computeIfAbsent(spot, none -> new HashSet<>()).add(digest);
  }

  boolean hasEvidence(Spot spot, String digest) {
    return evidence.getOrDefault(spot, Set.of()).contains(digest);
  }
}
