package io.govchain.subchain.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.CallBody;
import io.govchain.service.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;

/**
 * Hands calls in as an application does, at the same door and through the same checks, only without
 * a connection.
 */
final class Intake {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  /** What no later time can make right. */
  private static final Set<String> FOR_GOOD =
      Set.of(
          "arguments-invalid",
          "arguments-mismatch",
          "body-too-large",
          "envelope-malformed",
          "envelope-too-large",
          "function-not-in-pipeline",
          "message-malformed");

  /** What leaves room for others of the same pipeline neither. */
  private static final Set<String> FULL =
      Set.of("rate-limited", "too-many-unfinished", "limit-reached");

  private final Function<byte[], Response> door;

  /**
   * @param door takes the body of {@code POST /v1/calls}
   */
  Intake(Function<byte[], Response> door) {
    this.door = door;
  }

  Result handIn(CallBody body) {
    Response response = door.apply(body.json().getBytes(StandardCharsets.UTF_8));
    JsonNode answer = Json.object(response.body());
    if (response.status() == OK || response.status() == ACCEPTED) {
      return new Result.Taken(answer.path("transaction").asText());
    }
    String code = answer.path("code").asText();
    if (code.equals("request-conflict") && answer.hasNonNull("transaction")) {
      return new Result.Taken(answer.path("transaction").asText());
    }
    String why =
        "%s: %s; expected %s, got %s"
            .formatted(
                code,
                answer.path("detail").asText(),
                answer.path("expected").asText("another"),
                answer.path("actual").asText("this"));
    if (FULL.contains(code)) {
      return new Result.Full(why);
    }
    return FOR_GOOD.contains(code) ? new Result.Refused(why) : new Result.NotNow(why);
  }

  /** What became of handing a call in. */
  sealed interface Result {

    /** It is on disk, now or since earlier, as this transaction. */
    record Taken(String transaction) implements Result {}

    /** Not taken; it may be taken later. */
    record NotNow(String why) implements Result {}

    /** Not taken, and no other through its pipeline would be now. */
    record Full(String why) implements Result {}

    /** Not taken and never will be. */
    record Refused(String why) implements Result {}
  }
}
