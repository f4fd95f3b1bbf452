package io.govchain.subchain.messages;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.StepStatus;
import io.govchain.service.messaging.OutboxListener;
import io.govchain.service.messaging.OutgoingMessage;
import io.govchain.subchain.journal.CallView;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.SentMessages;
import io.govchain.subchain.journal.StoredCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what applications are told about their calls up to date, within the caller's write. */
public final class CallNews implements OutboxListener {

  private static final Logger LOG = LoggerFactory.getLogger(CallNews.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Consumer<StoredCall> changed;
  private final LongSupplier now;

  /**
   * @param changed called within each write that changes a call
   * @param now governance block time
   */
  public CallNews(Consumer<StoredCall> changed, LongSupplier now) {
    this.changed = changed;
    this.now = now;
  }

  /** Takes what the cross-chain proxy says about a call. */
  void take(Handle handle, Message message, MessageData.Status status) {
    CallView view =
        new CallView(
            status.status(),
            status.detail().orElse(""),
            steps(status.steps()),
            message.issued(),
            message.sequence());
    Calls.update(handle, message.transaction().orElseThrow(), view)
        .ifPresent(
            call -> {
              changed.accept(call);
              LOG.info(
                  "transaction {} of {} is {}{}",
                  message.transaction().orElseThrow(),
                  call.application(),
                  view.status().wire(),
                  view.detail().isEmpty() ? "" : ": " + code(view.detail()));
            });
  }

  /**
   * A refused forward means that the call was never taken: nothing happened, nothing will. A call
   * that was handed in once more may have been taken the first time: the chain tells.
   */
  void take(Handle handle, Message message, MessageData.Refusal refusal) {
    Optional<String> refused = SentMessages.typeOf(handle, message);
    String text = refusal.reason().code() + ": " + refusal.reason().text();
    LOG.warn(
        "the cross-chain proxy refused a {} about transaction {}: {}",
        refused.orElse("message"),
        message.transaction().orElse("none"),
        code(text));
    boolean first = SentMessages.isOnlyForward(handle, message.transaction().orElseThrow());
    if (first && refused.filter(MessageType.FORWARD.wire()::equals).isPresent()) {
      reject(handle, message.transaction().orElseThrow(), text);
    }
  }

  /**
   * A forward that the receiver refused at the first attempt was never taken. One whose time ran
   * out, or whose repetition was refused, may have been taken without our learning of it: {@link
   * OverdueCalls} asks the chain when no record can be opened any more.
   */
  @Override
  public void setAside(Handle handle, OutgoingMessage message, SetAside reason) {
    boolean forward =
        SentMessages.typeOfId(handle, message.transaction(), message.id())
            .filter(MessageType.FORWARD.wire()::equals)
            .isPresent();
    boolean only = forward && SentMessages.isOnlyForward(handle, message.transaction());
    if (only && !reason.mayBeTaken() && !reason.code().equals(SetAside.EXPIRED)) {
      String text = reason.code() + ": " + reason.detail();
      reject(handle, message.transaction(), text);
    }
  }

  private void reject(Handle handle, String transaction, String why) {
    Calls.update(handle, transaction, CallStatus.REJECTED, why, now.getAsLong()).ifPresent(changed);
  }

  /** For logs: what follows the code may hold arguments. */
  private static String code(String text) {
    return text.indexOf(':') < 0 ? text : text.substring(0, text.indexOf(':'));
  }

  private static String steps(List<StepStatus> steps) {
    ArrayNode array = JSON.createArrayNode();
    for (StepStatus step : steps) {
      ObjectNode json =
          array
              .addObject()
              .put("step", step.step())
              .put("outcome", step.outcome().wire())
              .put("verdict", step.verdict().wire())
              .put("compensation", step.compensation().wire());
      step.subchainTransaction().ifPresent(hash -> json.put("subchainTransaction", hash));
      step.reason()
          .ifPresent(
              reason ->
                  json.putObject("reason").put("code", reason.code()).put("text", reason.text()));
      step.value().ifPresent(value -> json.set("value", value));
    }
    return array.toString();
  }
}
