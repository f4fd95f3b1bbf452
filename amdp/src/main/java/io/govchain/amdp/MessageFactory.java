package io.govchain.amdp;

import io.govchain.amdp.crypto.Signer;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The one place of a sender where messages are signed. */
public final class MessageFactory {

  private final Signer signer;
  private final String path;
  private final SecureRandom random;

  /**
   * A factory for one sender.
   *
   * @param signer signs with the key registered for the sender
   * @param path path of the sending service or application
   * @param random where message ids come from
   */
  public MessageFactory(Signer signer, String path, SecureRandom random) {
    this.signer = signer;
    this.path = Shape.path("from", path);
    this.random = random;
  }

  /**
   * Makes and signs a message. Store the envelope before sending it: a second one for the same
   * place would be refused.
   *
   * @throws AmdpException the draft or the data has not the shape that the protocol asks for, or
   *     the envelope is too large
   */
  public Envelope sign(MessageDraft draft, MessageData data) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    Message message =
        new Message(
            HexFormat.of().formatHex(id),
            draft.transaction(),
            draft.pipeline(),
            draft.step(),
            path,
            draft.to(),
            draft.sequence(),
            draft.previous(),
            draft.issued(),
            draft.expires(),
            draft.inReplyTo(),
            draft.constraint(),
            Hex.of(signer.publicKey()),
            data);
    return Envelope.sign(signer, message);
  }
}
