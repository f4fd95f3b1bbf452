package io.govchain.amdp.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** ML-DSA-65 (FIPS 204), pure, with an empty context. */
final class MlDsa65 implements PossessionSuite.Signatures {

  @Override
  public PossessionKey generate(SecureRandom random) {
    MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
    generator.init(new MLDSAKeyGenerationParameters(random, MLDSAParameters.ml_dsa_65));
    return new Key((MLDSAPrivateKeyParameters) generator.generateKeyPair().getPrivate());
  }

  @Override
  public PossessionKey decode(byte[] pkcs8) {
    if (CurveSignatures.privateKey(pkcs8) instanceof MLDSAPrivateKeyParameters key
        && key.getParameters() == MLDSAParameters.ml_dsa_65) {
      return new Key(key);
    }
    throw new IllegalArgumentException("private key: expected one of ML-DSA-65");
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    MLDSASigner verifier = new MLDSASigner();
    verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, publicKey));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private record Key(MLDSAPrivateKeyParameters key) implements PossessionKey {

    @Override
    public byte[] publicKey() {
      return key.getPublicKeyParameters().getEncoded();
    }

    @Override
    public byte[] sign(byte[] message, SecureRandom random) {
      return CurveSignatures.sign(
          new MLDSASigner(), new ParametersWithRandom(key, random), message);
    }

    @Override
    public byte[] encoded() {
      return CurveSignatures.encoded(key);
    }

    @Override
    public String toString() {
      return "ML-DSA-65 key";
    }
  }
}
