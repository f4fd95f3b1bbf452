package io.govchain.amdp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.crypto.CryptoSuite;
import io.govchain.amdp.crypto.KeyAgreement;
import io.govchain.amdp.crypto.LocalSigner;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.agreement.kdf.ConcatenationKDFGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.KDFParameters;

/**
 * Text for one receiver's eyes: compact JWE (RFC 7516), ECDH-ES on secp256k1 with a fresh key per
 * text, A256GCM. The protected header, which the cipher authenticates, holds transaction, step and
 * purpose; the key depends on sender and receiver too.
 *
 * <p>Not guaranteed: who sealed it (the envelope around it is signed), nor secrecy once the
 * receiver's key is lost.
 */
public final class Sealed {

  private static final String ALGORITHM = "ECDH-ES";
  private static final String ENCRYPTION = "A256GCM";
  private static final String CURVE = "secp256k1";
  private static final int COORDINATE = 32;
  private static final int IV = 12;
  private static final int TAG = 16;

  private Sealed() {}

  /**
   * Seals a text.
   *
   * @param receiverKey registered public key of the receiver: 64 bytes
   * @return compact JWE
   */
  public static String encrypt(
      String text, SealContext context, byte[] receiverKey, SecureRandom random) {
    if (!CryptoSuite.SECP256K1.isPublicKey(receiverKey)) {
      throw new AmdpException(
          AmdpError.KEY_MISMATCH,
          "key of " + context.to(),
          "64 bytes of a point on secp256k1",
          "other bytes");
    }
    LocalSigner ephemeral = LocalSigner.random(random);
    byte[] iv = new byte[IV];
    random.nextBytes(iv);
    String header =
        Base64Url.encode(utf8(StrictJson.write(header(context, ephemeral.publicKey()))));
    byte[] key = derive(ephemeral.agree(receiverKey), context);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, header, utf8(text));
    byte[] body = Arrays.copyOf(sealed, sealed.length - TAG);
    byte[] tag = Arrays.copyOfRange(sealed, sealed.length - TAG, sealed.length);
    return header
        + ".."
        + Base64Url.encode(iv)
        + "."
        + Base64Url.encode(body)
        + "."
        + Base64Url.encode(tag);
  }

  /**
   * Opens a sealed text.
   *
   * @param context what it must be bound to
   * @throws AmdpException {@code sealed-malformed} or {@code sealed-refused}
   */
  public static String decrypt(String sealed, SealContext context, KeyAgreement receiver) {
    String[] parts = sealed.split("\\.", -1);
    if (parts.length != 5 || !parts[1].isEmpty()) {
      throw malformed("sealed", "header..iv.text.tag", "another form");
    }
    byte[] peer = readHeader(parts[0], context);
    byte[] iv = part("sealed.iv", parts[2], IV);
    byte[] body = Base64Url.decode(AmdpError.SEALED_MALFORMED, "sealed.text", parts[3]);
    byte[] tag = part("sealed.tag", parts[4], TAG);
    byte[] key = derive(receiver.agree(peer), context);
    byte[] input = ByteBuffer.allocate(body.length + TAG).put(body).put(tag).array();
    byte[] text = cipher(Cipher.DECRYPT_MODE, key, iv, parts[0], input);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("sealed.text", "UTF-8", "other bytes");
    }
  }

  private static ObjectNode header(SealContext context, byte[] ephemeralKey) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("alg", ALGORITHM).put("enc", ENCRYPTION);
    header
        .putObject("epk")
        .put("kty", "EC")
        .put("crv", CURVE)
        .put("x", Base64Url.encode(Arrays.copyOf(ephemeralKey, COORDINATE)))
        .put("y", Base64Url.encode(Arrays.copyOfRange(ephemeralKey, COORDINATE, 2 * COORDINATE)));
    return header
        .put("apu", Base64Url.encode(utf8(context.from())))
        .put("apv", Base64Url.encode(utf8(context.to())))
        .put("transaction", context.transaction())
        .put("step", context.step())
        .put("purpose", context.purpose().wire());
  }

  /** The ephemeral key of a header that is bound to this context. */
  private static byte[] readHeader(String part, SealContext context) {
    AmdpError malformed = AmdpError.SEALED_MALFORMED;
    byte[] json = Base64Url.decode(malformed, "sealed.header", part);
    Fields header =
        new Fields(malformed, "sealed.header", StrictJson.parse(malformed, "sealed.header", json));
    require("alg", ALGORITHM, header.text("alg"));
    require("enc", ENCRYPTION, header.text("enc"));
    Fields epk = header.object("epk");
    require("epk.kty", "EC", epk.text("kty"));
    require("epk.crv", CURVE, epk.text("crv"));
    byte[] x = part("sealed.header.epk.x", epk.text("x"), COORDINATE);
    byte[] y = part("sealed.header.epk.y", epk.text("y"), COORDINATE);
    epk.end();
    require("apu", Base64Url.encode(utf8(context.from())), header.text("apu"));
    require("apv", Base64Url.encode(utf8(context.to())), header.text("apv"));
    require("transaction", context.transaction(), header.text("transaction"));
    require("step", Integer.toString(context.step()), Long.toString(header.integer("step")));
    require("purpose", context.purpose().wire(), header.text("purpose"));
    header.end();
    byte[] key = ByteBuffer.allocate(2 * COORDINATE).put(x).put(y).array();
    // A point off the curve would let a sender learn the receiver's key bit by bit.
    if (!CryptoSuite.SECP256K1.isPublicKey(key)) {
      throw malformed("sealed.header.epk", "a point on secp256k1", "another");
    }
    return key;
  }

  /** Concat KDF (NIST SP 800-56A) as RFC 7518, section 4.6.2, fills it. */
  private static byte[] derive(byte[] shared, SealContext context) {
    byte[] algorithm = utf8(ENCRYPTION);
    byte[] from = utf8(context.from());
    byte[] to = utf8(context.to());
    ByteBuffer other = ByteBuffer.allocate(4 * 4 + algorithm.length + from.length + to.length);
    other.putInt(algorithm.length).put(algorithm);
    other.putInt(from.length).put(from);
    other.putInt(to.length).put(to);
    other.putInt(256);
    ConcatenationKDFGenerator generator = new ConcatenationKDFGenerator(new SHA256Digest());
    generator.init(new KDFParameters(shared, other.array()));
    byte[] key = new byte[32];
    generator.generateBytes(key, 0, key.length);
    return key;
  }

  private static byte[] cipher(int mode, byte[] key, byte[] iv, String header, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, iv));
      cipher.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new AmdpException(
          AmdpError.SEALED_REFUSED,
          "sealed",
          "text sealed for this receiver",
          "text that its key does not open");
    }
  }

  private static void require(String name, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new AmdpException(AmdpError.SEALED_REFUSED, "sealed.header." + name, expected, actual);
    }
  }

  private static byte[] part(String where, String text, int length) {
    byte[] bytes = Base64Url.decode(AmdpError.SEALED_MALFORMED, where, text);
    if (bytes.length != length) {
      throw malformed(where, length + " bytes", bytes.length + " bytes");
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static AmdpException malformed(String where, String expected, String actual) {
    return new AmdpException(AmdpError.SEALED_MALFORMED, where, expected, actual);
  }
}
