package io.govchain.console.acceptance.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A wallet in the browser whose key is held by the test, and which works on the real chain. Its
 * owner agrees to everything, or {@linkplain #rejectEverything() to nothing}.
 */
public final class InjectedWallet {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int USER_REJECTED = 4001;
  private static final int INTERNAL_ERROR = -32603;

  private final WalletAccount account;
  private final List<String> asked = new ArrayList<>();
  private boolean rejecting;

  private InjectedWallet(WalletAccount account) {
    this.account = account;
  }

  /** A wallet with this key whose node is this one. */
  public static InjectedWallet holding(SigningKey key, URI node) {
    return new InjectedWallet(new WalletAccount(key, node));
  }

  void injectInto(BrowserContext context) {
    context.exposeFunction("govchainTestWallet", arguments -> answer((String) arguments[0]));
    context.addInitScript(script());
  }

  /** From now on its owner presses "reject" whenever she is asked. */
  public void rejectEverything() {
    rejecting = true;
  }

  /** From now on its owner presses "confirm" again. */
  public void confirmEverything() {
    rejecting = false;
  }

  /** The methods that its owner was asked to confirm, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private String answer(String request) {
    ObjectNode answer = JSON.createObjectNode();
    try {
      JsonNode call = JSON.readTree(request);
      String method = call.path("method").asText();
      boolean confirmed = WalletAccount.NEEDS_CONSENT.contains(method);
      if (confirmed) {
        asked.add(method);
      }
      if (confirmed && rejecting) {
        answer
            .putObject("error")
            .put("code", USER_REJECTED)
            .put("message", "User rejected the request.");
      } else {
        answer.setAll(account.answer(method, call.path("params")));
      }
    } catch (JsonProcessingException | RuntimeException e) {
      answer.putObject("error").put("code", INTERNAL_ERROR).put("message", e.toString());
    }
    return answer.toString();
  }

  private static String script() {
    try (InputStream in = InjectedWallet.class.getResourceAsStream("wallet.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
