package io.govchain.console.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The watcher itself: a page that misbehaves in every way has to be noticed. */
@ExtendWith(InChromium.class)
class TrafficTest {
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private Visitor visitor;

  @BeforeEach
  void serve(Browsing browsing) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page =
              "<!doctype html><title>t</title><link rel=icon href='data:,'><p>here</p>"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("content-type", "text/html");
          exchange.getResponseHeaders().add("content-security-policy", "img-src 'self' data:");
          exchange.sendResponseHeaders(status(exchange.getRequestURI().getPath()), page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    URI home = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    visitor = browsing.visitor(home, Look.USUAL);
    visitor.open("/");
  }

  private int status(String path) {
    return switch (path) {
      case "/refuses" -> 409;
      case "/never" -> 404;
      case "/late" -> asked.getAndIncrement() == 0 ? 404 : 200;
      default -> 200;
    };
  }

  @AfterEach
  void end() {
    visitor.close();
    server.stop(0);
  }

  @Test
  void shouldFindNothing_whenAPageBehaves() {
    visitor.page().evaluate("fetch('/fine', {method: 'POST', body: 'a harmless word'})");

    assertThat(visitor.traffic().foreign()).isEmpty();
    assertThat(visitor.traffic().complaints()).isEmpty();
    assertThat(visitor.traffic().carrying(List.of("a secret"))).isEmpty();
    assertThat(visitor.traffic().count()).isEqualTo(2);
  }

  @Test
  void shouldNoticeAForeignRequest_whenAPageAsksSomebodyElse() {
    visitor.page().evaluate("fetch('http://localhost:9/').catch(() => 'nobody there')");

    assertThat(visitor.traffic().foreign()).containsExactly("GET http://localhost:9/");
  }

  @Test
  void shouldNoticeASecret_whenItIsInABodyAddressOrHeader() {
    visitor.page().evaluate("fetch('/a', {method: 'POST', body: '{\"key\":\"0xSECRETkey\"}'})");
    visitor.page().evaluate("fetch('/b?p=0xsecretKEY')");
    visitor.page().evaluate("fetch('/c', {headers: {'x-key': '0xsecretkey'}})");

    assertThat(visitor.traffic().carrying(List.of("0xSecretKey"))).hasSize(3);
  }

  @Test
  void shouldNoticeAComplaint_whenContentRulesAreBrokenOrAScriptFails() {
    visitor.page().evaluate("new Image().src = 'http://localhost:9/i.png'");
    visitor.page().evaluate("setTimeout(() => { throw new Error('unforeseen'); }, 0)");
    visitor.page().waitForCondition(() -> visitor.traffic().complaints().size() >= 2);

    assertThat(visitor.traffic().complaints())
        .anyMatch(each -> each.contains("Content Security Policy"))
        .anyMatch(each -> each.contains("unforeseen"));
  }

  @Test
  void shouldComplainOfARefusal_whenNoneWasExpected() {
    visitor.page().evaluate("fetch('/refuses')");
    assertThat(visitor.traffic().complaints()).anyMatch(each -> each.contains("409"));
    int before = visitor.traffic().complaints().size();

    visitor.traffic().expectRefusals();
    visitor.page().evaluate("fetch('/refuses')");

    assertThat(visitor.traffic().complaints()).hasSize(before);
  }

  @Test
  void shouldForgetWhatWasMissing_whenTheSameIsThereLater() {
    visitor.page().evaluate("fetch('/late')");
    visitor.page().evaluate("fetch('/never')");
    visitor.page().waitForCondition(() -> visitor.traffic().complaints().size() == 2);

    visitor.page().evaluate("fetch('/late')");
    visitor.page().evaluate("fetch('/fine')");

    assertThat(visitor.traffic().complaints())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("/never");
  }
}
