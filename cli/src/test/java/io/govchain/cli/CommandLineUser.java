package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.testnet.consortium.KeyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a terminal, with a node to talk to and a key to sign with. */
record CommandLineUser(String rpc, Path keystore, Path passwordFile) {

  static CommandLineUser of(String rpc, KeyFile key) {
    return new CommandLineUser(rpc, key.keystore(), key.passwordFile());
  }

  String address() {
    return key("address");
  }

  String publicKey() {
    return key("publicKey");
  }

  private String key(String field) {
    Run run =
        Run.of(
            "keys",
            "show",
            "--json",
            "--keystore",
            keystore + "",
            "--password-file",
            passwordFile + "");
    return run.json().path(field).asText();
  }

  /** Reads; must succeed. */
  JsonNode reads(String... arguments) {
    return succeeded(with(List.of("--json", "--rpc", rpc), arguments));
  }

  /** Reads as people do; must succeed. */
  String seesText(String... arguments) {
    Run run = with(List.of("--rpc", rpc), arguments);
    assertThat(run.exit()).as(run.toString()).isZero();
    return run.out();
  }

  /** Signs and sends; must succeed. */
  JsonNode does(String... arguments) {
    return succeeded(signed(arguments));
  }

  /** Signs and sends; whatever comes of it. */
  Run tries(String... arguments) {
    return signed(arguments);
  }

  /** What a node's key says of the institution that the node belongs to. */
  static JsonNode consentOfNode(Path key, String institution, String chainId) {
    return succeeded(
        Run.of(
            "node",
            "consent",
            "--json",
            "--node-key-file",
            key.toString(),
            "--institution",
            institution,
            "--chain-id",
            chainId));
  }

  private Run signed(String... arguments) {
    return with(
        List.of(
            "--json",
            "--rpc",
            rpc,
            "--keystore",
            keystore + "",
            "--password-file",
            passwordFile + ""),
        arguments);
  }

  private static Run with(List<String> more, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(more);
    return Run.of(all.toArray(String[]::new));
  }

  private static JsonNode succeeded(Run run) {
    assertThat(run.exit()).as(run.toString()).isZero();
    return run.json();
  }
}
