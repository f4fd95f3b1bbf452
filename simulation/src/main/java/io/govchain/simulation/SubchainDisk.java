package io.govchain.simulation;

import io.govchain.crosschain.engine.TransactionView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a subchain proxy has on disk. */
final class SubchainDisk {
  final Map<Subchain.Tag, Execution> executions = new LinkedHashMap<>();
  final Map<Long, Letter> outbox = new LinkedHashMap<>();
  final Set<Long> inbox = new HashSet<>();
  final Map<String, Long> newestShown = new HashMap<>();
  final Map<String, TransactionView> told = new HashMap<>();

  /** Every write that was ever signed. */
  final Set<Subchain.Write> prepared = new LinkedHashSet<>();

  /** Those of them that are not wanted any more. */
  final Set<Subchain.Write> withdrawn = new HashSet<>();

  /** Those whose nonce something else is signed for. */
  final Set<Subchain.Write> filled = new HashSet<>();

  /** The newest block of the governance chain, renewed every few seconds. */
  long highest = -1;

  SubchainDisk copy() {
    SubchainDisk copy = new SubchainDisk();
    copy.executions.putAll(executions);
    copy.outbox.putAll(outbox);
    copy.inbox.addAll(inbox);
    copy.newestShown.putAll(newestShown);
    copy.told.putAll(told);
    copy.prepared.addAll(prepared);
    copy.withdrawn.addAll(withdrawn);
    copy.filled.addAll(filled);
    copy.highest = highest;
    return copy;
  }
}
