package io.govchain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Hex;
import io.govchain.testnet.BlockSettings;
import io.govchain.testnet.Founding;
import io.govchain.testnet.consortium.LocalGovernance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the genesis institutions agree on, as a JSON file. Words are those of the other commands.
 *
 * @param chainId of this network alone; nothing else tells one network's signatures from another's
 * @param votingDays how long a work order can be voted on; a week when absent
 * @param graceDays how long an accepted one can be executed; two weeks when absent
 * @param blockSeconds time between blocks; a second when absent
 */
record FoundingFile(
    Long chainId,
    Integer votingDays,
    Integer graceDays,
    Integer blockSeconds,
    List<Founder> institutions,
    List<FirstAccount> accounts,
    List<FirstNode> nodes) {
  private static final long MAX_BYTES = 1 << 20;

  /**
   * Wallets take no greater one: with 35 more, twice of it is still a whole number of JavaScript.
   */
  private static final long LARGEST_CHAIN_ID = 4_503_599_627_370_476L;

  /** So many ids, of ten to twelve digits, that nobody draws one twice. */
  private static final long SMALLEST_DRAWN = 1_000_000_000L;

  private static final long LARGEST_DRAWN = 999_999_999_999L;
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
      founding.requireChainId(file);
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

  /**
   * Signatures count by the chain's id: whoever has another network of this id carries over what
   * was signed there. Founders agree on the file, so none is drawn for each of them.
   */
  private void requireChainId(Path file) {
    boolean ofTests = chainId != null && chainId == LocalGovernance.CHAIN_ID;
    if (chainId == null || chainId < 1 || chainId > LARGEST_CHAIN_ID || ofTests) {
      String drawn = Long.toString(new SecureRandom().nextLong(SMALLEST_DRAWN, LARGEST_DRAWN + 1));
      throw CommandFailure.usage(
          "%s: chainId: expected an id from 1 to %d that no other network has, such as %s (drawn for you), actual %s"
              .formatted(
                  file,
                  LARGEST_CHAIN_ID,
                  drawn,
                  ofTests
                      ? chainId + ", that of all networks of 'network start' and the demo"
                      : chainId == null ? "none" : chainId.toString()));
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
