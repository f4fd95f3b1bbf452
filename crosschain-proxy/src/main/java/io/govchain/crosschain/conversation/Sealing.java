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

  private final String self;
  private final Briefing briefing;
  private final KeyAgreement own;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param self path of this proxy
   */
  public Sealing(String self, Briefing briefing, KeyAgreement own) {
    this.self = self;
    this.briefing = briefing;
    this.own = own;
  }

  String seal(String text, String to, String transaction, int step, Purpose purpose) {
    return Sealed.encrypt(
        text, new SealContext(self, to, transaction, step, purpose), briefing.key(to), random);
  }

  String open(String sealed, String from, String transaction, int step, Purpose purpose) {
    return Sealed.decrypt(sealed, new SealContext(from, self, transaction, step, purpose), own);
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
