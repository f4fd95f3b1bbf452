package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.crypto.CryptoSuite;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.governance.KeyPossession;
import io.govchain.governance.ProtocolKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command prints is what the console's form takes: one file of vectors for both. */
class ProveKeyCommandTest {
  private static final Path VECTORS =
      Path.of("../vote-ui/web/src/registers/possession/possessions.json");
  private static final String ACCOUNT = "0x" + "2b".repeat(20);
  private static final long CHAIN_ID = 190_026;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"secp256k1", "sm", "cnsa", "pq"})
  void shouldPrintAProofForThisAccountAndChain_whenTheKeyIsHere(String suite) throws IOException {
    Run run = prove(ACCOUNT, suite, "3", key(suite));

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.json().path("chainId").longValue()).isEqualTo(CHAIN_ID);
    assertThat(run.json().path("account").asText()).isEqualTo(ACCOUNT);
    assertThat(run.json().path("suite").asText()).isEqualTo(suite);
    assertThat(run.json().path("version").intValue()).isEqualTo(3);
    assertThat(run.json().fieldNames())
        .toIterable()
        .as("nothing else, above all no secret")
        .containsExactly("chainId", "account", "suite", "version", "publicKey", "proof");
    assertThat(proven(run.json(), 3)).isTrue();
    assertThat(proven(run.json(), 4)).as("for another version").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256k1", "sm", "cnsa", "pq"})
  void shouldFindTheVectorGood_whenThePageDoes(String suite) throws IOException {
    JsonNode vector = new ObjectMapper().readTree(Files.readString(VECTORS)).path(suite);

    assertThat(vector.path("chainId").longValue()).isEqualTo(CHAIN_ID);
    assertThat(proven(vector, vector.path("version").longValue())).isTrue();
  }

  @Test
  void shouldExitWithTwo_whenItIsNotSaidForWhomOrWithWhichKey() {
    Run malformed = prove("0x2b", "pq", "1", List.of("--key-file", "pq.key"));
    assertThat(malformed.exit()).isEqualTo(2);
    assertThat(malformed.err()).contains("ACCOUNT: expected 0x and 40 hex digits, actual '0x2b'");
    Run zeroth = prove(ACCOUNT, "pq", "0", List.of("--key-file", "pq.key"));
    assertThat(zeroth.exit()).isEqualTo(2);
    assertThat(zeroth.err()).contains("VERSION: expected a number from 1 to 4294967295, actual 0");
    Run keyless = prove(ACCOUNT, "pq", "1", List.of());
    assertThat(keyless.exit()).isEqualTo(2);
    assertThat(keyless.err()).contains("--key-file: expected the key of suite pq");
  }

  private List<String> key(String suite) throws IOException {
    if (!suite.equals("secp256k1")) {
      Path file = directory.resolve(suite + ".key");
      Run made = Run.of("account", "key", "new", "--suite", suite, "--key-file", file.toString());
      assertThat(made.exit()).as(made.toString()).isZero();
      return List.of("--key-file", file.toString());
    }
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 7);
    Path keystore = directory.resolve("key.json");
    Path password = Files.writeString(directory.resolve("password"), "secret\n");
    KeystoreFile.create(keystore, "secret".toCharArray(), KeystoreFile.Strength.LIGHT, secret);
    return List.of(
        "--account-keystore", keystore.toString(), "--account-password-file", password.toString());
  }

  private static Run prove(String account, String suite, String version, List<String> key) {
    List<String> words = new ArrayList<>(List.of("account", "key", "prove"));
    words.addAll(List.of(account, suite, version, "--chain-id", Long.toString(CHAIN_ID), "--json"));
    words.addAll(key);
    return Run.of(words.toArray(String[]::new));
  }

  private static boolean proven(JsonNode printed, long version) {
    ProtocolKey.Suite suite = new Words.Suites().convert(printed.path("suite").asText());
    String account = printed.path("account").asText();
    String publicKey = printed.path("publicKey").asText();
    byte[] digest = KeyPossession.digest(CHAIN_ID, account, suite, version, publicKey);
    byte[] proof = Hex.bytes(printed.path("proof").asText());
    if (suite == ProtocolKey.Suite.SECP256K1) {
      byte[] signature = Arrays.copyOf(proof, CryptoSuite.SECP256K1.signatureLength());
      return CryptoSuite.SECP256K1.verify(Hex.bytes(publicKey), digest, signature);
    }
    return ProtocolKeyFile.algorithms(suite).verify(Hex.bytes(publicKey), digest, proof);
  }
}
