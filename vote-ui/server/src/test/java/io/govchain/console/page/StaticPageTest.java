package io.govchain.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.http.Caller;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class StaticPageTest {
  private static final byte[] INDEX = "<!doctype html>".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SCRIPT = "export {};".getBytes(StandardCharsets.UTF_8);

  private final StaticPage page =
      StaticPage.of(Map.of("/index.html", INDEX, "/assets/app-1a2b.js", SCRIPT));

  @Test
  void shouldServeTheIndex_whenTheAddressIsARouteOfThePage() {
    for (String path : new String[] {"/", "/orders/0x12", "/registers/accounts", "/a.b"}) {
      Response answer = get(path, Map.of());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(INDEX);
      assertThat(answer.headers())
          .containsEntry("content-type", "text/html; charset=utf-8")
          .containsEntry("cache-control", "no-cache");
    }
  }

  @Test
  void shouldServeAssetsForEver_whenTheirNamesCarryADigest() throws Exception {
    Response answer = get("/assets/app-1a2b.js", Map.of("accept-encoding", "br, gzip"));
    assertThat(answer.headers())
        .containsEntry("cache-control", "public, max-age=31536000, immutable")
        .containsEntry("content-encoding", "gzip")
        .containsEntry("vary", "accept-encoding")
        .containsEntry("content-type", "text/javascript; charset=utf-8");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(SCRIPT);
    }
  }

  @Test
  void shouldSayThatItIsGone_whenAnAssetIsOfAnOlderPage() {
    assertThat(get("/assets/app-0000.js", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void shouldSendNothing_whenTheBrowserHasIt() {
    String tag = get("/", Map.of()).headers().get("etag");
    Response answer = get("/", Map.of("if-none-match", tag));
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void shouldHaveAnotherVersion_whenItsIndexNamesOtherFiles() {
    StaticPage upgraded = StaticPage.of(Map.of("/index.html", SCRIPT));
    assertThat(upgraded.version()).isNotEqualTo(page.version()).matches("[0-9a-f]{32}");
    assertThat(StaticPage.of(Map.of("/index.html", INDEX)).version()).isEqualTo(page.version());
  }

  @Test
  void shouldSaySo_whenThereIsNoPage() {
    Response answer = StaticPage.of(Map.of()).handle(request("/", Map.of()));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("page-missing");
  }

  private Response get(String path, Map<String, String> headers) {
    return page.handle(request(path, headers));
  }

  private static Request request(String path, Map<String, String> headers) {
    return new Request(
        "getPage",
        Map.of("path", path),
        Map.of(),
        headers,
        new byte[0],
        Caller.anonymous("127.0.0.1"));
  }
}
