package io.govchain.evm.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.WalletUtils;
import org.web3j.utils.Numeric;

class SigningTest {
  private static final String PRIVATE =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
  private static final SigningKey KEY = SigningKey.fromPrivateKey(Hex.bytes(PRIVATE));
  private static final Credentials WEB3J = Credentials.create(PRIVATE);
  private static final String TO = "0x00000000000000000000000000000000000000aa";

  @TempDir Path folder;

  @Test
  void shouldKnowItsAddress() {
    assertThat(KEY.address()).isEqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    assertThat(Signature.addressOf(KEY.publicKey())).isEqualTo(KEY.address());
    assertThat(KEY.toString()).doesNotContain(PRIVATE.substring(2, 10));
  }

  @Test
  void shouldSignLikeWeb3j_whenDigestsAndKeysAreRandom() {
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      byte[] secret = new byte[32];
      byte[] digest = new byte[32];
      random.nextBytes(secret);
      random.nextBytes(digest);
      SigningKey key = SigningKey.fromPrivateKey(secret);
      Signature ours = key.signDigest(digest);
      Sign.SignatureData theirs =
          Sign.signMessage(digest, Credentials.create(Hex.of(secret)).getEcKeyPair(), false);
      assertThat(Hex.of(ours.withRecovery()))
          .isEqualTo(
              Hex.of(theirs.getR())
                  + Hex.of(theirs.getS()).substring(2)
                  + Hex.of(theirs.getV()).substring(2));
      assertThat(ours.recoverAddress(digest)).contains(key.address());
      assertThat(key.signCompact(digest)).isEqualTo(ours.compact());
    }
  }

  @Test
  void shouldEncodeLikeWeb3j_whenTransactionIsLegacyOrDynamicFee() {
    UnsignedTransaction legacy =
        transaction(
            new UnsignedTransaction.GasPrice.Legacy(BigInteger.valueOf(7)), Optional.of(TO));
    byte[] expected =
        TransactionEncoder.signMessage(
            org.web3j.crypto.RawTransaction.createTransaction(
                BigInteger.valueOf(9),
                BigInteger.valueOf(7),
                BigInteger.valueOf(100_000),
                TO,
                BigInteger.TWO,
                "0x0102"),
            190026L,
            WEB3J);
    assertThat(KEY.signTransaction(legacy).raw()).isEqualTo(Hex.of(expected));

    UnsignedTransaction dynamic =
        transaction(
            new UnsignedTransaction.GasPrice.DynamicFee(BigInteger.valueOf(9), BigInteger.ONE),
            Optional.of(TO));
    byte[] expectedDynamic =
        TransactionEncoder.signMessage(
            org.web3j.crypto.RawTransaction.createTransaction(
                190026L,
                BigInteger.valueOf(9),
                BigInteger.valueOf(100_000),
                TO,
                BigInteger.TWO,
                "0x0102",
                BigInteger.ONE,
                BigInteger.valueOf(9)),
            WEB3J);
    assertThat(KEY.signTransaction(dynamic).raw()).isEqualTo(Hex.of(expectedDynamic));
  }

  @Test
  void shouldReadBackEverything_whenTransactionWasSigned() {
    for (UnsignedTransaction.GasPrice price :
        List.of(
            UnsignedTransaction.GasPrice.zero(),
            new UnsignedTransaction.GasPrice.Legacy(BigInteger.ZERO))) {
      for (Optional<String> to : List.of(Optional.of(TO), Optional.<String>empty())) {
        RawTransaction signed = KEY.signTransaction(transaction(price, to));
        RawTransaction parsed = RawTransaction.parse(signed.raw());
        assertThat(parsed).isEqualTo(signed);
        assertThat(parsed.from()).isEqualTo(KEY.address());
        assertThat(parsed.to()).isEqualTo(to);
        assertThat(parsed.chainId()).isEqualTo(OptionalLong.of(190026));
        assertThat(parsed.nonce()).isEqualTo(9);
        assertThat(parsed.data()).isEqualTo("0x0102");
        assertThat(parsed.hash()).isEqualTo(Keccak.ofHex(signed.raw()));
      }
    }
  }

  @Test
  void shouldRefuseOrDiffer_whenAnyByteOfATransactionIsChanged() {
    RawTransaction signed =
        KEY.signTransaction(transaction(UnsignedTransaction.GasPrice.zero(), Optional.of(TO)));
    byte[] raw = Hex.bytes(signed.raw());
    for (int i = 0; i < raw.length; i++) {
      byte[] mutated = raw.clone();
      mutated[i] ^= 1;
      try {
        RawTransaction parsed = RawTransaction.parse(mutated);
        assertThat(parsed.hash()).isNotEqualTo(signed.hash());
        assertThat(parsed.from()).isNotEqualTo(signed.from());
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void shouldRefuseSignature_whenItIsMalleable() {
    Signature signature = KEY.signDigest(Keccak.hash(new byte[] {1}));
    BigInteger high = Sign.CURVE_PARAMS.getN().subtract(signature.s());
    assertThatThrownBy(() -> new Signature(signature.r(), high, 1 - signature.recoveryId()))
        .hasMessageContaining("malleable");
    assertThat(
            Signature.recover(
                signature.r(), high, 1 - signature.recoveryId(), Keccak.hash(new byte[] {1})))
        .hasValueSatisfying(key -> assertThat(Signature.addressOf(key)).isEqualTo(KEY.address()));
  }

  @Test
  void shouldOpenWhatItWrote_alsoWithWeb3j() throws Exception {
    Path file = folder.resolve("key.json");
    char[] password = "s3cret \u4e2d".toCharArray();
    SigningKey created =
        KeystoreFile.create(
            file, password, KeystoreFile.Strength.LIGHT, Numeric.hexStringToByteArray(PRIVATE));
    assertThat(created.address()).isEqualTo(KEY.address());
    assertThat(KeystoreFile.open(file, password).address()).isEqualTo(KEY.address());
    assertThat(WalletUtils.loadCredentials(new String(password), file.toFile()).getAddress())
        .isEqualTo(KEY.address());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> KeystoreFile.create(file, password, KeystoreFile.Strength.LIGHT))
        .isInstanceOf(KeystoreException.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void shouldRefuseKeystore_whenPasswordIsWrongOrFileIsNone() throws IOException {
    Path file = folder.resolve("key.json");
    KeystoreFile.create(file, "right".toCharArray(), KeystoreFile.Strength.LIGHT);
    assertThatThrownBy(() -> KeystoreFile.open(file, "wrong".toCharArray()))
        .isInstanceOf(KeystoreException.class)
        .hasMessageContaining("wrong password")
        .hasMessageNotContaining("right");
    Path none = folder.resolve("none.json");
    assertThatThrownBy(() -> KeystoreFile.open(none, "x".toCharArray()))
        .isInstanceOf(KeystoreException.class)
        .hasMessageContaining("none.json");
    for (String content : List.of("", "null", "[]", "{}", "{\"version\":3}", "junk")) {
      Files.writeString(none, content);
      assertThatThrownBy(() -> KeystoreFile.open(none, "x".toCharArray()))
          .as(content)
          .isInstanceOf(KeystoreException.class);
    }
    String costly = Files.readString(file).replaceAll("\"n\" : \\d+", "\"n\" : 1073741824");
    Files.writeString(none, costly);
    assertThatThrownBy(() -> KeystoreFile.open(none, "right".toCharArray()))
        .hasMessageContaining("at most");
  }

  @Test
  void shouldReadPassword_whenFileHasOneLine() throws IOException {
    Path file = folder.resolve("password");
    Files.writeString(file, "p\u00e4ss word\r\n");
    assertThat(Passwords.fromFile(file)).isEqualTo("p\u00e4ss word".toCharArray());
    for (String bad : List.of("", "\n", "a\nb\n", "x".repeat(5000))) {
      Files.writeString(file, bad);
      assertThatThrownBy(() -> Passwords.fromFile(file)).isInstanceOf(KeystoreException.class);
    }
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Passwords.fromFile(file)).hasMessageContaining("UTF-8");
  }

  private static UnsignedTransaction transaction(
      UnsignedTransaction.GasPrice price, Optional<String> to) {
    return new UnsignedTransaction(190026, 9, to, BigInteger.TWO, "0x0102", 100_000, price);
  }
}
