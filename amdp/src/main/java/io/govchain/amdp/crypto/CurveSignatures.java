package io.govchain.amdp.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Signatures on one elliptic curve: r and s, each as long as the curve's order. */
abstract class CurveSignatures implements PossessionSuite.Signatures {

  private final ECNamedDomainParameters curve;

  private CurveSignatures(ASN1ObjectIdentifier name) {
    this.curve = new ECNamedDomainParameters(name, CustomNamedCurves.getByOID(name));
  }

  abstract Signer signer();

  @Override
  public PossessionKey generate(SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(curve, random));
    return new Key((ECPrivateKeyParameters) generator.generateKeyPair().getPrivate());
  }

  @Override
  public PossessionKey decode(byte[] pkcs8) {
    if (privateKey(pkcs8) instanceof ECPrivateKeyParameters key
        && key.getParameters().getN().equals(curve.getN())
        && key.getParameters().getCurve().equals(curve.getCurve())) {
      // Under the curve's name, whatever the file spelled out.
      return new Key(new ECPrivateKeyParameters(key.getD(), curve));
    }
    throw new IllegalArgumentException("private key: expected one on " + curve.getName());
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    byte[] encoded = new byte[1 + publicKey.length];
    encoded[0] = 4;
    System.arraycopy(publicKey, 0, encoded, 1, publicKey.length);
    // Checks that the point is on the curve.
    ECPoint point = curve.getCurve().decodePoint(encoded);
    Signer verifier = signer();
    verifier.init(false, new ECPublicKeyParameters(point, curve));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  static AsymmetricKeyParameter privateKey(byte[] pkcs8) {
    try {
      return PrivateKeyFactory.createKey(pkcs8);
    } catch (IOException | RuntimeException malformed) {
      throw new IllegalArgumentException("private key: expected PKCS#8", malformed);
    }
  }

  static byte[] encoded(AsymmetricKeyParameter key) {
    try {
      return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
    } catch (IOException impossible) {
      throw new IllegalStateException("a key in memory has no encoding", impossible);
    }
  }

  static byte[] sign(Signer signer, CipherParameters key, byte[] message) {
    signer.init(true, key);
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException impossible) {
      throw new IllegalStateException("a key in memory cannot sign", impossible);
    }
  }

  private final class Key implements PossessionKey {
    private final ECPrivateKeyParameters key;

    Key(ECPrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public byte[] publicKey() {
      BigInteger secret = key.getD();
      ECPoint point = new FixedPointCombMultiplier().multiply(curve.getG(), secret);
      byte[] encoded = point.normalize().getEncoded(false);
      return Arrays.copyOfRange(encoded, 1, encoded.length);
    }

    @Override
    public byte[] sign(byte[] message, SecureRandom random) {
      return CurveSignatures.sign(signer(), new ParametersWithRandom(key, random), message);
    }

    @Override
    public byte[] encoded() {
      return CurveSignatures.encoded(key);
    }
  }

  static final class Sm2 extends CurveSignatures {
    Sm2() {
      super(GMObjectIdentifiers.sm2p256v1);
    }

    @Override
    Signer signer() {
      return new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
    }
  }

  static final class P384 extends CurveSignatures {
    P384() {
      super(SECObjectIdentifiers.secp384r1);
    }

    @Override
    Signer signer() {
      return new DSADigestSigner(new ECDSASigner(), new SHA384Digest(), PlainDSAEncoding.INSTANCE);
    }
  }
}
