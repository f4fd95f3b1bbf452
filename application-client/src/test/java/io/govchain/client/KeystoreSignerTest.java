package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.amdp.crypto.LocalSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keystore as OpenSSL computes it, independently of the library used here; and what is none. */
class KeystoreSignerTest {
  private static final String SECRET =
      "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
  private static final String VECTOR =
      """
      {"crypto": {"cipher": "aes-128-ctr",
        "cipherparams": {"iv": "83dbcc02d8ccb40e466191a123791e0e"},
        "ciphertext": "b160ff7e6d855b53a3f8d65e4b2850584cfaa01751807f19d07c298de16f802d",
        "kdf": "scrypt",
        "kdfparams": {"dklen": 32, "n": 262144, "r": 8, "p": 1,
          "salt": "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
        "mac": "daeeba49ffae86381ae33f74c05dc0038888a7806267a04a1ae2183a7f2b7b17"},
       "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}
      """;

  @TempDir private Path folder;
  private Path password;

  @BeforeEach
  void writePassword() throws IOException {
    password = Files.writeString(folder.resolve("app.password"), "testpassword\n");
  }

  @Test
  void shouldSignWithTheKey_whenThePasswordIsRight() throws IOException {
    LocalSigner expected = LocalSigner.of(HexFormat.of().parseHex(SECRET));

    LocalSigner opened = KeystoreSigner.open(keystore(VECTOR), password);

    assertThat(opened.address()).isEqualTo(expected.address());
    assertThat(opened.sign(new byte[32])).isEqualTo(expected.sign(new byte[32]));
  }

  @Test
  void shouldNameThePasswordFile_whenThePasswordIsWrong() throws IOException {
    Path file = keystore(VECTOR);
    Files.writeString(password, "another");

    assertThatThrownBy(() -> KeystoreSigner.open(file, password))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("app.password is wrong", "app.json")
        .hasMessageNotContaining("another");
  }

  @Test
  void shouldSayWhatIsExpected_whenItIsNoSuchKeystore() throws IOException {
    assertRefused("", "version: expected 3, actual ''");
    assertRefused("{", "expected JSON");
    assertRefused(VECTOR.replace("\"scrypt\"", "\"pbkdf2\""), "expected scrypt, actual 'pbkdf2'");
    assertRefused(VECTOR.replace("262144", "262143"), "n a power of two");
    assertRefused(VECTOR.replace("\"r\": 8", "\"r\": 512"), "n * r at most 8388608");
    assertRefused(VECTOR.replace("\"r\": 8", "\"r\": 1"), "below 65536 if r is 1");
    assertRefused(VECTOR.replace("\"83db", "\"83"), "iv: expected 16 bytes of hex, actual 30");
    assertRefused(" ".repeat(70_000), "expected at most 65536 bytes");
  }

  @Test
  void shouldSayThatThePasswordFileIsEmpty_whenItIs() throws IOException {
    Path file = keystore(VECTOR);
    Files.writeString(password, "");

    assertThatThrownBy(() -> KeystoreSigner.open(file, password))
        .hasMessageContaining("expected one line");
  }

  private void assertRefused(String text, String words) throws IOException {
    Path file = keystore(text);
    assertThatThrownBy(() -> KeystoreSigner.open(file, password))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private Path keystore(String text) throws IOException {
    return Files.writeString(folder.resolve("app.json"), text);
  }
}
