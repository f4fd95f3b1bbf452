package io.govchain.crosschain.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.SealContext;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.Sealed;
import io.govchain.amdp.crypto.KeyAgreement;
import java.security.SecureRandom;

/** Seals texts for other parties and opens those that were sealed for this one (I8). */
public final class Sealing {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Directory directory;
  private final KeyAgreement own;
  private final SecureRandom random = new SecureRandom();

  public Sealing(Directory directory, KeyAgreement own) {
    this.directory = directory;
    this.own = own;
  }

  String seal(String text, String to, String transaction, int step, Purpose purpose) {
    byte[] key =
        directory
            .key(to)
            .orElseThrow(() -> new IllegalStateException("no key is registered for " + to));
    return Sealed.encrypt(
        text, new SealContext(directory.self(), to, transaction, step, purpose), key, random);
  }

  String open(String sealed, String from, String transaction, int step, Purpose purpose) {
    return Sealed.decrypt(
        sealed, new SealContext(from, directory.self(), transaction, step, purpose), own);
  }

  /** A stored value; it was checked to be JSON when it came. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored value is not JSON", e);
    }
  }
}
