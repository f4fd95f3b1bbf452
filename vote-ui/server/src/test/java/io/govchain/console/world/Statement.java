package io.govchain.console.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.web3j.crypto.StructuredDataEncoder;

/** A signed statement as a wallet makes it, through web3j's own EIP-712 encoder. */
public record Statement(
    String account,
    String console,
    String action,
    String subject,
    String text,
    long issuedAt,
    String nonce) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** To this world's console. */
  public static Statement now(
      ConsoleWorld world, SigningKey key, String action, String subject, String text) {
    return to(world.address("").toString(), key, action, subject, text);
  }

  public static Statement to(
      String console, SigningKey key, String action, String subject, String text) {
    byte[] nonce = new byte[32];
    new SecureRandom().nextBytes(nonce);
    return new Statement(
        key.address(),
        console,
        action,
        subject,
        text,
        Instant.now().getEpochSecond(),
        Hex.of(nonce));
  }

  public Statement at(long seconds) {
    return new Statement(account, console, action, subject, text, seconds, nonce);
  }

  public String signed(SigningKey key, long chainId) {
    return JSON.createObjectNode()
        .put("account", account)
        .put("console", console)
        .put("action", action)
        .put("subject", subject)
        .put("text", text)
        .put("issuedAt", issuedAt)
        .put("nonce", nonce)
        .put("signature", Hex.of(key.signDigest(digest(chainId)).withRecovery()))
        .toString();
  }

  public String header(SigningKey key, long chainId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(signed(key, chainId).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] digest(long chainId) {
    ObjectNode data = JSON.createObjectNode();
    ObjectNode types = data.putObject("types");
    members(types, "EIP712Domain", List.of("string name", "string version", "uint256 chainId"));
    members(
        types,
        "Statement",
        List.of(
            "string console",
            "string action",
            "string subject",
            "string text",
            "uint256 issuedAt",
            "bytes32 nonce"));
    data.put("primaryType", "Statement");
    data.putObject("domain")
        .put("name", "Govchain Console")
        .put("version", "1")
        .put("chainId", chainId);
    data.putObject("message")
        .put("console", console)
        .put("action", action)
        .put("subject", subject)
        .put("text", text)
        .put("issuedAt", BigInteger.valueOf(issuedAt).toString())
        .put("nonce", nonce);
    try {
      return new StructuredDataEncoder(data.toString()).hashStructuredData();
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private static void members(ObjectNode types, String name, List<String> members) {
    var list = types.putArray(name);
    members.forEach(
        member ->
            list.addObject().put("type", member.split(" ")[0]).put("name", member.split(" ")[1]));
  }
}
