package io.govchain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.contracts.ContractArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Storage layouts of contracts, as {@code layout.js} prints them. */
final class LayoutFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST = 1 << 20;

  private LayoutFile() {}

  /** A layout that somebody printed. */
  static JsonNode read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw CommandFailure.usage(
            "%s: expected at most %d bytes, actual %d".formatted(file, LONGEST, Files.size(file)));
      }
      return checked(file.toString(), JSON.readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          file + ": expected a storage layout as JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw CommandFailure.usage("expected a readable file, actual " + Unreadable.why(file, e));
    }
  }

  /** The layout of a contract as this program carries it: that of the genesis file. */
  static JsonNode ofGenesis(String contract) {
    try {
      return checked(contract, JSON.readTree(ContractArtifacts.layout(contract)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode checked(String where, JsonNode layout) {
    if (!layout.path("namespaces").isObject() || !layout.path("types").isObject()) {
      throw CommandFailure.usage(
          where
              + ": expected a storage layout with variables, namespaces and types (print it with"
              + " contracts/scripts/layout.js), actual something else");
    }
    return layout;
  }
}
