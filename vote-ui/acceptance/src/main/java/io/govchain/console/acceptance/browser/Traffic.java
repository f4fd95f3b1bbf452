package io.govchain.console.acceptance.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that a visitor's browser asked for, and all that it complained about. */
public final class Traffic {
  /** Chromium's own line about an answer that was a refusal, or did not come. */
  private static final Pattern NETWORK_FAILURE = Pattern.compile("^Failed to load resource: .*");

  /** Its line about something that is not there, and where it was asked for. */
  private static final Pattern NOT_FOUND =
      Pattern.compile("^error: Failed to load resource: .* 404 .*\\((http\\S+?)(:\\d+:\\d+)?\\)$");

  private final String origin;
  private final List<String> others = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean refusalsExpected;

  private Traffic(URI console) {
    this.origin = console.resolve("/").toString();
  }

  static Traffic of(BrowserContext context, URI console) {
    Traffic traffic = new Traffic(console);
    context.onRequest(traffic::keep);
    context.onResponse(traffic::keep);
    context.onConsoleMessage(traffic::keep);
    context.onWebError(error -> traffic.complaints.add("uncaught: " + error.error()));
    return traffic;
  }

  private void keep(Request request) {
    requests.add(request.method() + " " + request.url());
    byte[] body = request.postDataBuffer();
    sent.add(
        (request.url()
                + "\n"
                + request.headers()
                + "\n"
                + (body == null ? "" : new String(body, StandardCharsets.ISO_8859_1)))
            .toLowerCase(Locale.ROOT));
  }

  /**
   * What was not there and is now was asked for before the index knew it: the page asked again, as
   * it is meant to, so that the browser's complaint is settled.
   */
  private void keep(Response response) {
    if (response.ok()) {
      complaints.removeIf(
          complaint -> {
            Matcher missing = NOT_FOUND.matcher(complaint);
            return missing.matches() && missing.group(1).equals(response.url());
          });
    }
  }

  private void keep(ConsoleMessage message) {
    boolean serious = message.type().equals("error") || message.type().equals("warning");
    boolean refusal = NETWORK_FAILURE.matcher(message.text()).matches();
    if (serious && !(refusal && refusalsExpected)) {
      complaints.add(message.type() + ": " + message.text() + " (" + message.location() + ")");
    }
  }

  /** From now on the server may refuse, or be away: that alone is nothing to complain about. */
  public void expectRefusals() {
    refusalsExpected = true;
  }

  /** She names this address in the page: it may be asked. */
  public void expectToAsk(URI address) {
    others.add(address.resolve("/").toString());
  }

  /** How often addresses that begin so were asked. */
  public int asked(String address) {
    return (int)
        requests.stream()
            .filter(request -> request.substring(request.indexOf(' ') + 1).startsWith(address))
            .count();
  }

  /** What was asked of anybody but the console itself, and whom she named. */
  public List<String> foreign() {
    return requests.stream()
        .filter(request -> !own(request.substring(request.indexOf(' ') + 1)))
        .toList();
  }

  private boolean own(String url) {
    return others.stream().anyMatch(url::startsWith)
        || url.startsWith(origin)
        || url.startsWith("data:")
        || url.startsWith("blob:" + origin);
  }

  /** Errors and warnings in the browser's console, broken content rules among them. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Requests that carry one of these anywhere: in the address, a header or the body. */
  public List<String> carrying(List<String> secrets) {
    return sent.stream()
        .filter(
            request ->
                secrets.stream()
                    .map(secret -> secret.toLowerCase(Locale.ROOT))
                    .anyMatch(request::contains))
        .toList();
  }

  /** How much was asked, so that a test can tell that it watched something. */
  public int count() {
    return requests.size();
  }
}
