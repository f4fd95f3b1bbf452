package io.govchain.evm.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.function.Function;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import org.web3j.utils.Numeric;

/**
 * Encrypted key files in the Web3 Secret Storage format, version 3, as every Ethereum tool reads
 * them.
 */
public final class KeystoreFile {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int SECRET_BYTES = 32;
  private static final int MAX_SCRYPT_COST = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private KeystoreFile() {}

  /** How much work a password guess costs. */
  public enum Strength {
    /** scrypt n = 4096: for tests and demonstrations, opens in milliseconds. */
    LIGHT,
    /** scrypt n = 262144: opens in about a second. */
    STANDARD
  }

  /**
   * Opens a keystore.
   *
   * @throws KeystoreException if the file is missing or malformed or the password is wrong
   */
  public static SigningKey open(Path keystore, char[] password) {
    return new MemoryKey(decrypt(keystore, password));
  }

  /**
   * Opens a keystore whose key has other uses than signing transactions. A signing key never hands
   * out its secret; deriving it from the password once for each use would take that much longer.
   *
   * @param use takes the 32-byte private key, which is overwritten when it returns
   * @throws KeystoreException if the file is missing or malformed or the password is wrong
   */
  public static <T> T open(Path keystore, char[] password, Function<byte[], T> use) {
    byte[] secret = Numeric.toBytesPadded(decrypt(keystore, password), SECRET_BYTES);
    try {
      return use.apply(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static BigInteger decrypt(Path keystore, char[] password) {
    WalletFile wallet = read(keystore);
    try {
      ECKeyPair pair = Wallet.decrypt(new String(password), wallet);
      checkAddress(keystore, wallet, new MemoryKey(pair.getPrivateKey()));
      return pair.getPrivateKey();
    } catch (CipherException e) {
      throw new KeystoreException(
          "cannot open keystore " + keystore + ": wrong password or damaged file", e);
    }
  }

  /** Writes a new random key; the file must not exist. It is readable by its owner only. */
  public static SigningKey create(Path keystore, char[] password, Strength strength) {
    return write(keystore, password, strength, (MemoryKey) SigningKey.random());
  }

  /** Writes a given 32-byte private key; the file must not exist. */
  public static SigningKey create(
      Path keystore, char[] password, Strength strength, byte[] privateKey) {
    return write(keystore, password, strength, (MemoryKey) SigningKey.fromPrivateKey(privateKey));
  }

  private static SigningKey write(
      Path keystore, char[] password, Strength strength, MemoryKey key) {
    if (password.length == 0) {
      throw new KeystoreException("keystore " + keystore + ": an empty password is refused");
    }
    try {
      String text = new String(password);
      WalletFile wallet =
          switch (strength) {
            case LIGHT -> Wallet.createLight(text, key.pair());
            case STANDARD -> Wallet.createStandard(text, key.pair());
          };
      writeOwnerOnly(keystore, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(wallet));
      return key;
    } catch (FileAlreadyExistsException e) {
      throw new KeystoreException("keystore " + keystore + " exists already; left as it is", e);
    } catch (CipherException | IOException e) {
      throw new KeystoreException("cannot write keystore " + keystore + ": " + e, e);
    }
  }

  private static void writeOwnerOnly(Path file, byte[] bytes) throws IOException {
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    Files.write(file, bytes, StandardOpenOption.WRITE);
  }

  private static WalletFile read(Path keystore) {
    try (InputStream in = Files.newInputStream(keystore)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new KeystoreException("keystore " + keystore + " is above " + MAX_BYTES + " bytes");
      }
      WalletFile wallet = JSON.readValue(bytes, WalletFile.class);
      if (wallet == null || wallet.getCrypto() == null || wallet.getVersion() != 3) {
        throw new KeystoreException("keystore " + keystore + " is not a version 3 Web3 keystore");
      }
      if (wallet.getCrypto().getKdfparams() instanceof WalletFile.ScryptKdfParams scrypt
          && scrypt.getN() > MAX_SCRYPT_COST) {
        throw new KeystoreException(
            "keystore %s: scrypt n is %d, at most %d is accepted"
                .formatted(keystore, scrypt.getN(), MAX_SCRYPT_COST));
      }
      return wallet;
    } catch (JsonProcessingException e) {
      throw new KeystoreException("keystore " + keystore + " is not a Web3 keystore", e);
    } catch (NoSuchFileException e) {
      throw new KeystoreException("cannot read keystore " + keystore + ": no such file", e);
    } catch (IOException e) {
      throw new KeystoreException("cannot read keystore " + keystore + ": " + e, e);
    }
  }

  private static void checkAddress(Path keystore, WalletFile wallet, MemoryKey key) {
    String stated = wallet.getAddress();
    if (stated != null && !stated.isEmpty()) {
      String address = stated.startsWith("0x") ? stated : "0x" + stated;
      if (!address.equalsIgnoreCase(key.address())) {
        throw new KeystoreException(
            "keystore %s states address %s but its key is that of %s"
                .formatted(keystore, address, key.address()));
      }
    }
  }
}
