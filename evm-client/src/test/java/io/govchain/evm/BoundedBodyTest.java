package io.govchain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private static final int MOST = 10_000;

  private final AtomicBoolean cancelled = new AtomicBoolean();

  private record Answer(HttpHeaders headers) implements HttpResponse.ResponseInfo {
    static Answer stating(String... lengths) {
      return new Answer(
          HttpHeaders.of(
              lengths.length == 0 ? Map.of() : Map.of("Content-Length", List.of(lengths)),
              (name, value) -> true));
    }

    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private BoundedBody body(String... stated) {
    BoundedBody body = BoundedBody.of(Answer.stating(stated), MOST);
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {
            cancelled.set(true);
          }
        });
    return body;
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static void feed(BoundedBody body, byte[] whole, int part) {
    for (int from = 0; from < whole.length; from += part) {
      int end = Math.min(whole.length, from + part);
      body.onNext(List.of(ByteBuffer.wrap(Arrays.copyOfRange(whole, from, end))));
    }
  }

  @Test
  void shouldGiveWhatCame_whateverLengthWasStatedAndPartsItCameIn() throws Exception {
    for (int length : List.of(0, 1, 4_096, 5_000, MOST)) {
      for (int part : List.of(1, 7, 4_096, MOST)) {
        for (String stated : List.of("", "0", "5000", "9999999999")) {
          BoundedBody body = stated.isEmpty() ? body() : body(stated);
          feed(body, bytes(length), part);
          body.onComplete();

          assertThat(body.getBody().toCompletableFuture().get())
              .as("%d bytes in parts of %d, stated '%s'", length, part, stated)
              .isEqualTo(bytes(length));
        }
      }
    }
  }

  @Test
  void shouldRefuse_whenMoreComesThanAllowed() {
    BoundedBody body = body();

    feed(body, bytes(MOST + 1), 100);

    assertThat(cancelled).isTrue();
    assertThatThrownBy(() -> body.getBody().toCompletableFuture().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(Transport.TooLarge.class);
  }

  /** Room for what so many answers state is more than any machine has. */
  @Test
  void shouldMakeLittleRoom_whenMuchIsStatedAndNothingComes() {
    Answer answer = Answer.stating("2000000000");

    List<BoundedBody> bodies =
        IntStream.range(0, 20).mapToObj(i -> BoundedBody.of(answer, 2_000_000_000)).toList();

    assertThat(bodies).hasSize(20);
  }
}
