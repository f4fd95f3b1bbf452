package io.govchain.crosschain.conversation;

import io.govchain.amdp.SignedCall;
import io.govchain.service.database.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The calls of transactions; those that came or were asked for last are remembered as they were
 * read: each is needed for several messages, for the record and for judging evidence, and reading
 * it takes as long as signing a message. A transaction's id is the digest of its call, so that what
 * is remembered here can be neither another's nor out of date.
 */
public final class RecentCalls {
  /** As many as may well be under way at once; with their texts they take some 10 MB. */
  private static final int MOST = 1000;

  /** Longer ones are left out, so that memory stays bounded whatever arrives. */
  private static final int LONGEST_ENVELOPE = 8192;

  private final Database database;
  private final Map<String, SignedCall> calls =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SignedCall> eldest) {
          return size() > MOST;
        }
      };

  /** Nothing is remembered at first. */
  public RecentCalls(Database database) {
    this.database = database;
  }

  /** Keeps a call, within a write; the same again is ignored. Remembered once it is on disk. */
  void keep(Handle handle, SignedCall call) {
    if (Conversations.keepCall(handle, call)) {
      database.afterCommit(() -> remember(call));
    }
  }

  /** The transaction's call, if this party has it; within a read or write. */
  public Optional<SignedCall> of(Handle handle, String transaction) {
    Optional<SignedCall> known = remembered(transaction);
    if (known.isPresent()) {
      return known;
    }
    Optional<SignedCall> stored = Conversations.call(handle, transaction);
    stored.ifPresent(this::remember);
    return stored;
  }

  Optional<SignedCall> remembered(String transaction) {
    synchronized (calls) {
      return Optional.ofNullable(calls.get(transaction));
    }
  }

  private void remember(SignedCall call) {
    if (call.envelope().json().length() <= LONGEST_ENVELOPE) {
      synchronized (calls) {
        calls.put(call.transaction(), call);
      }
    }
  }
}
