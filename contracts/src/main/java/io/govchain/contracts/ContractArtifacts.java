package io.govchain.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The compiled contracts that this jar carries, by contract name such as {@code Institutions}. */
public final class ContractArtifacts {
  private ContractArtifacts() {}

  /**
   * The contract's ABI, a JSON array.
   *
   * @throws IllegalArgumentException when the jar carries no contract of that name
   */
  public static String abi(String name) {
    return read("abi/" + name + ".json");
  }

  /**
   * The contract's creation code, lower-case hex with 0x; constructor arguments are to be appended.
   *
   * @throws IllegalArgumentException when the jar carries no contract of that name
   */
  public static String creationCode(String name) {
    return read("bytecode/" + name + ".hex").strip();
  }

  /**
   * The storage layout of an upgradeable contract, as {@code scripts/layout.js} prints it.
   *
   * @throws IllegalArgumentException when the jar carries no contract of that name
   */
  public static String layout(String name) {
    return read("layout/" + name + ".json");
  }

  /**
   * The genesis allocation as JSON, {@code {address: {balance, nonce, code, storage}}}: every
   * governance contract at its fixed address with its proxy pointing to the implementation, and
   * nothing initialised yet.
   */
  public static String genesisTemplate() {
    return read("genesis-template.json");
  }

  private static String read(String path) {
    try (InputStream in = ContractArtifacts.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "expected the contracts jar to carry io/govchain/contracts/"
                + path
                + ", found nothing there");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading io/govchain/contracts/" + path, e);
    }
  }
}
