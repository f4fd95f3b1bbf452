package io.govchain.crosschain.conversation;

import io.govchain.amdp.SignedCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The calls that messages were made about last: each is needed for several messages, and reading it
 * takes as long as signing one. A transaction's id is the digest of its call and no call is ever
 * deleted, so that what is remembered here can be neither another's nor out of date.
 */
final class RecentCalls {
  /** As many as may well be under way at once; with their texts they take some 10 MB. */
  private static final int MOST = 1000;

  /** Longer ones are left out, so that memory stays bounded whatever arrives. */
  private static final int LONGEST_ENVELOPE = 8192;

  private final Map<String, SignedCall> calls =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SignedCall> eldest) {
          return size() > MOST;
        }
      };

  /** The transaction's call, if this party has it. */
  Optional<SignedCall> of(Handle handle, String transaction) {
    synchronized (calls) {
      SignedCall known = calls.get(transaction);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<SignedCall> stored = Conversations.call(handle, transaction);
    stored
        .filter(call -> call.envelope().json().length() <= LONGEST_ENVELOPE)
        .ifPresent(
            call -> {
              synchronized (calls) {
                calls.put(transaction, call);
              }
            });
    return stored;
  }
}
