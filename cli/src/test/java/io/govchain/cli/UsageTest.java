package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          institution                                  | expected a verb after 'govchain institution'
          institution lst                              | Unmatched argument
          nonsense                                     | Unmatched argument
          institution list --rpc                       | --rpc
          transaction show 0x12 --rpc http://127.0.0.1:1 | expected 0x and 64 hex digits, actual '0x12'
          work-order show 41d0 --rpc http://127.0.0.1:1  | expected 0x and 64 hex digits, actual '41d0'
          transaction list --limit 0 --rpc http://127.0.0.1:1 | --limit: expected at least 1, actual 0
          transaction list --limit x --rpc http://127.0.0.1:1 | 'x' is not an int
          institution list --rpc ftp://127.0.0.1       | expected http://host:port
          institution list --rpc nowhere               | expected http://host:port
          network start --directory d --kind moon      | --kind: expected anvil or besu, actual 'moon'
          network genesis --founding missing.json --out out.json | missing.json
          node consent --node-key-file missing.key --institution r --chain-id 1 | --node-key-file: expected a readable file, actual missing.key: no such file
          keys show --keystore missing.json --password-file missing.txt | missing.txt
          keys show --keystore missing.json --password-file pom.xml | pom.xml has more than one line
          keys show --keystore missing.json --password-file missing.txt | missing.txt: no such file
          institution apply registry --name R --category bank --document d | expected one of genesis, governance, audit, actual 'bank'
          account request --institution registry --role boss --account-keystore a --account-password-file b | expected one of governor, operator, cross-chain, auditor, actual 'boss'
          audit report --from 1.3.2027 --to 2027-03-02 --out r.json --rpc http://127.0.0.1:1 | --from: expected a day such as 2027-03-01
          audit report --from 2027-03-02 --to 2027-03-01 --out r.json --rpc http://127.0.0.1:1 | expected --from before --to
          audit report --from 2027-03-01 --to 2027-03-01T12 --out r.json --rpc http://127.0.0.1:1 | --to: expected a day
          audit report --from 2027-03-01 --to 2027-03-02 --out pom.xml --rpc http://127.0.0.1:1 | --out: expected a new file
          console --rpc http://127.0.0.1:1             | --environment: expected production, test or demo, whichever this network is, actual none
          console --rpc http://127.0.0.1:1 --environment prod | --environment: expected production, test or demo, whichever this network is, actual 'prod'
          work-order vote 0x12 maybe                   | expected one of against, for, abstain, actual 'maybe'
          """)
  void shouldExitWithTwoAndSayWhatWasExpected_whenTheCommandLineIsWrong(
      String line, String message) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exit()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldNotOverwriteAKey_whenItsFileExists() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "secret");
    Path keystore = Files.writeString(directory.resolve("key.json"), "precious");

    Run run =
        Run.of("keys", "new", "--keystore", keystore.toString(), "--password-file", password + "");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(keystore).hasContent("precious");
  }

  @Test
  void shouldRefuseArguments_whenTheyAreNoJsonArray() throws Exception {
    Run run =
        Run.of(
            call("--write", "source", "registry/evidence", "store(bytes32,string)", "{\"a\":1}"));

    assertThat(run.exit()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("ARGUMENTS: expected a JSON array, actual {\"a\":1}");
  }

  @Test
  void shouldRefuseACall_whenItHasNoSteps() throws Exception {
    Run run = Run.of(call());

    assertThat(run.exit()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("expected at least one --write or --read, actual none");
  }

  @Test
  void shouldTakeAnArgumentAsItIs_whenItBeginsWithAt() throws Exception {
    Path arguments = Files.writeString(directory.resolve("arguments"), "--help");

    Run run = Run.of("@" + arguments);

    assertThat(run.exit()).isEqualTo(2);
  }

  private String[] call(String... steps) throws Exception {
    String home = directory.toString();
    Files.writeString(directory.resolve("password"), "secret");
    String[] common = {
      "call",
      "--proxy",
      "https://127.0.0.1:1",
      "--proxy-fingerprint",
      "0x" + "ab".repeat(32),
      "--application",
      "registry/notary-app",
      "--certificate",
      home + "/tls.crt",
      "--key",
      home + "/tls.key",
      "--keystore",
      home + "/key.json",
      "--password-file",
      home + "/password",
      "--pipeline",
      "registry/evidence-sharing"
    };
    String[] all = java.util.Arrays.copyOf(common, common.length + steps.length);
    System.arraycopy(steps, 0, all, common.length, steps.length);
    return all;
  }
}
