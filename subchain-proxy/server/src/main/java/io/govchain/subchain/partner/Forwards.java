package io.govchain.subchain.partner;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.SignedCall;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.StoredCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands calls on to the cross-chain proxy, once more where that has lost its journal. */
public final class Forwards {
  private static final Logger LOG = LoggerFactory.getLogger(Forwards.class);

  /** How long a call that is handed in again after its deadline is delivered. */
  private static final long REPEATED_SECONDS = 60;

  private final PartnerOutbox outbox;

  /** Hands calls on through this outbox. */
  public Forwards(PartnerOutbox outbox) {
    this.outbox = outbox;
  }

  /** Hands a call on, within the write that keeps it. */
  public void send(
      Handle handle, SignedCall call, List<String> arguments, String partner, long now) {
    long until = now < call.deadline() ? call.deadline() : now + REPEATED_SECONDS;
    send(handle, call, arguments, partner, now, until);
  }

  private void send(
      Handle handle,
      SignedCall call,
      List<String> arguments,
      String partner,
      long now,
      long until) {
    MessageDraft draft =
        MessageDraft.to(partner)
            .transaction(call.transaction())
            .pipeline(call.message().pipeline(), call.message().constraint())
            .valid(now, until);
    outbox.send(handle, draft, new MessageData.Forward(call.envelope(), arguments));
  }

  /** The partner asks for the call of a transaction of which it has the record alone. */
  public void again(Handle handle, Message asked, long now) {
    Optional<StoredCall> call = Calls.byTransaction(handle, asked.transaction().orElseThrow());
    if (call.isEmpty()) {
      LOG.warn("{} asks for a call that is not stored here either", asked.from());
      return;
    }
    send(handle, signed(call.get()), call.get().arguments(), asked.from(), now);
    LOG.info("handed the call in once more: {} has lost it", asked.from());
  }

  /**
   * Hands a call on that the partner has, to be told how it stands; not for longer than a while.
   */
  void again(Handle handle, StoredCall call, String partner, long now) {
    send(handle, signed(call), call.arguments(), partner, now, now + REPEATED_SECONDS);
  }

  private static SignedCall signed(StoredCall call) {
    return SignedCall.of(Envelope.parse(call.envelope().getBytes(StandardCharsets.UTF_8)));
  }
}
