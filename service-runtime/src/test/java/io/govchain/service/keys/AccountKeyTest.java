package io.govchain.service.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.amdp.crypto.CryptoSuite;
import io.govchain.amdp.crypto.LocalSigner;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountKeyTest {
  @TempDir Path folder;

  private KeyFiles files(String password) throws Exception {
    Path keystore = folder.resolve("account.json");
    KeystoreFile.create(keystore, "right".toCharArray(), KeystoreFile.Strength.LIGHT);
    return new KeyFiles(
        keystore, Files.writeString(folder.resolve("account.password"), password + "\n"));
  }

  @Test
  void shouldBeOneKeyInThreeUses_whenOpened() throws Exception {
    AccountKey key = AccountKey.open(files("right"));
    assertThat(key.signer().address()).isEqualTo(key.chain().address());
    assertThat(key.agreement().publicKey()).isEqualTo(key.chain().publicKey());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2, 3});
    byte[] signature = key.signer().sign(digest);
    assertThat(CryptoSuite.SECP256K1.verify(key.signer().publicKey(), digest, signature)).isTrue();
    LocalSigner other = LocalSigner.random(new SecureRandom());
    assertThat(key.agreement().agree(other.publicKey()))
        .isEqualTo(other.agree(key.chain().publicKey()));
    assertThat(key.toString()).doesNotContain("right");
  }

  @Test
  void shouldSayWhichFile_whenThePasswordIsWrong() throws Exception {
    KeyFiles wrong = files("wrong");
    assertThatThrownBy(() -> AccountKey.open(wrong))
        .isInstanceOfSatisfying(
            StartupFailure.class, e -> assertThat(e.exit()).isEqualTo(Exit.CONFIGURATION))
        .hasMessageContaining("account.json")
        .hasMessageNotContaining("wrong\n");
  }
}
