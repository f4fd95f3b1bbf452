package io.govchain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Hex;
import io.govchain.testnet.BlockSettings;
import io.govchain.testnet.Founding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the genesis institutions agree on, as a JSON file. Words are those of the other commands.
 *
 * @param votingDays how long a work order can be voted on; a week when absent
 * @param graceDays how long an accepted one can be executed; two weeks when absent
 * @param blockSeconds time between blocks; a second when absent
 */
record FoundingFile(
    long chainId,
    Integer votingDays,
    Integer graceDays,
    Integer blockSeconds,
    List<Founder> institutions,
    List<FirstAccount> accounts,
    List<FirstNode> nodes) {
  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  record Founder(
      String code, String name, String documentDigest, String attributes, String contact) {}

  record FirstAccount(String institution, String role, String publicKey) {}

  record FirstNode(String institution, String kind, String publicKey, String endpoint) {}

  static FoundingFile read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.usage(
            "%s: expected at most %d bytes, actual %d"
                .formatted(file, MAX_BYTES, Files.size(file)));
      }
      FoundingFile founding = JSON.readValue(file.toFile(), FoundingFile.class);
      founding.requireLists(file);
      return founding;
    } catch (JsonProcessingException e) {
      throw CommandFailure.usage(
          "%s: expected a founding file, actual: %s".formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw CommandFailure.usage("expected a readable file, actual " + e);
    }
  }

  private void requireLists(Path file) {
    if (institutions == null || accounts == null || nodes == null) {
      throw CommandFailure.usage(
          file + ": expected the lists institutions, accounts and nodes, actual one is missing");
    }
  }

  Founding founding() {
    BlockSettings blocks =
        blockSeconds == null
            ? BlockSettings.DEFAULT
            : new BlockSettings(
                Duration.ofSeconds(blockSeconds),
                Duration.ofSeconds(4L * blockSeconds),
                BlockSettings.DEFAULT.gasLimit());
    return new Founding(
        chainId,
        institutions.stream()
            .map(
                one ->
                    new Founding.Institution(
                        one.code(),
                        one.name(),
                        one.documentDigest(),
                        one.attributes() == null ? "{}" : one.attributes(),
                        one.contact()))
            .toList(),
        accounts.stream()
            .map(
                one ->
                    new Founding.Account(
                        one.institution(),
                        word("role", Founding.Role.class, one.role()),
                        Hex.bytes(one.publicKey())))
            .toList(),
        nodes.stream()
            .map(
                one ->
                    new Founding.Node(
                        one.institution(),
                        word("kind", Founding.NodeKind.class, one.kind()),
                        Hex.bytes(one.publicKey()),
                        one.endpoint()))
            .toList(),
        Duration.ofDays(votingDays == null ? 7 : votingDays),
        Duration.ofDays(graceDays == null ? 14 : graceDays),
        blocks);
  }

  private static <E extends Enum<E>> E word(String what, Class<E> type, String text) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(FoundingFile::word).toList();
    if (!words.contains(text)) {
      throw CommandFailure.usage(
          "%s: expected one of %s, actual '%s'".formatted(what, String.join(", ", words), text));
    }
    return type.getEnumConstants()[words.indexOf(text)];
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
