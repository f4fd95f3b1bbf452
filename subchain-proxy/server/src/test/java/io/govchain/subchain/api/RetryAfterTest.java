package io.govchain.subchain.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.SignedCall;
import io.govchain.governance.DataClass;
import io.govchain.governance.Pipeline;
import io.govchain.service.http.Response;
import io.govchain.subchain.intake.Refusal;
import io.govchain.subchain.world.World;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is refused for a while is told for how long. */
class RetryAfterTest {
  private final World world = new World();

  @ParameterizedTest
  @CsvSource({"1200, 60", "1201, 59", "1259, 1"})
  void shouldNameTheNextWindow_whenTheCallsOfThisOneAreUsedUp(long now, String seconds) {
    assertThat(answer("limit-reached", 5, now)).contains(seconds);
  }

  @Test
  void shouldNameNoTime_whenTheCallNeverFitsIntoAWindow() {
    assertThat(answer("limit-reached", 1, 1_200)).isEmpty();
  }

  @Test
  void shouldNameNoTime_whenWaitingDoesNotHelp() {
    assertThat(answer("constraint-mismatch", 5, 1_200)).isEmpty();
  }

  /** What a refusal of the world's call of two steps says of when to come again. */
  private Optional<String> answer(String code, long callsPerWindow, long now) {
    world.terms = new Pipeline.Terms(World.NOW + 1_000, DataClass.GENERAL, callsPerWindow, 60);
    world.pipeline(Pipeline.Status.ACTIVE);
    SignedCall call = world.call().sign(world.applicationKey).call();
    Refusal refusal = new Refusal(code, "pipeline", "less", "more");
    Response response = Response.problem(Refusals.problem(refusal, ""));
    return Optional.ofNullable(
        RetryAfter.on(response, refusal, call, world, now).headers().get("retry-after"));
  }
}
