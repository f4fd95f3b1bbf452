package io.govchain.adapter.evm;

import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.AdapterSettingsException;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.abi.CustomErrors;
import io.govchain.evm.send.Fees;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.signing.KeystoreException;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The adapter's settings, read and judged.
 *
 * @param endpoint from {@code rpc} and {@code ws}
 * @param key from {@code keystore} and {@code passwordFile}
 * @param errors custom errors of the contracts, from the ABI files in {@code abis}
 * @param gasLimit of every write
 * @param sender from {@code fees}, {@code feeCeilingGwei} and {@code confirmations}
 * @param trail from {@code anchorBlock} and those about the validators' contract
 */
record EvmSettings(
    EvmEndpoint endpoint,
    SigningKey key,
    CustomErrors errors,
    long gasLimit,
    SenderSettings sender,
    Optional<TrailSettings> trail) {

  private static final Set<String> KNOWN =
      Set.of(
          "rpc",
          "ws",
          "keystore",
          "passwordFile",
          "abis",
          "gasLimit",
          "fees",
          "feeCeilingGwei",
          "confirmations");
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long DEFAULT_GAS_LIMIT = 1_500_000;
  private static final long MAX_ABI_BYTES = 4L << 20;

  static EvmSettings of(AdapterSettings settings) {
    Set<String> known = new HashSet<>(KNOWN);
    known.addAll(TrailSettings.KNOWN);
    settings.allowOnly(known);
    return new EvmSettings(
        endpoint(settings),
        key(settings),
        errors(settings),
        number(settings, "gasLimit", DEFAULT_GAS_LIMIT),
        sender(settings),
        TrailSettings.of(settings));
  }

  private static EvmEndpoint endpoint(AdapterSettings settings) {
    URI http = uri("rpc", settings.required("rpc"));
    Optional<URI> ws = settings.optional("ws").map(text -> uri("ws", text));
    try {
      return new EvmEndpoint(http, ws, TIMEOUT);
    } catch (IllegalArgumentException refused) {
      throw new AdapterSettingsException(
          "rpc", "http://host:port and ws://host:port", refused.getMessage(), "unusable endpoint");
    }
  }

  private static URI uri(String setting, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new AdapterSettingsException(
          setting, "a URI", "a text that is none", "unusable endpoint");
    }
  }

  private static SigningKey key(AdapterSettings settings) {
    Path keystore = settings.requiredPath("keystore");
    Path passwordFile = settings.requiredPath("passwordFile");
    char[] password = {};
    try {
      password = Passwords.fromFile(passwordFile);
      return KeystoreFile.open(keystore, password);
    } catch (KeystoreException refused) {
      throw new AdapterSettingsException(
          "keystore", "a keystore that the password opens", refused.getMessage(), "no key");
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static CustomErrors errors(AdapterSettings settings) {
    Optional<Path> place = settings.optional("abis").map(settings.directory()::resolve);
    if (place.isEmpty()) {
      return CustomErrors.none();
    }
    try (Stream<Path> found = Files.walk(place.get(), 1)) {
      List<String> abis = new ArrayList<>();
      for (Path file : found.filter(EvmSettings::isAbi).sorted().toList()) {
        abis.add(Files.readString(file));
      }
      return CustomErrors.ofAbis(abis);
    } catch (IOException | IllegalArgumentException failure) {
      throw new AdapterSettingsException(
          "abis", "a folder of ABI files (*.json), or one", failure.toString(), "unusable ABI");
    }
  }

  private static boolean isAbi(Path file) {
    try {
      return Files.isRegularFile(file)
          && file.toString().endsWith(".json")
          && Files.size(file) <= MAX_ABI_BYTES;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static SenderSettings sender(AdapterSettings settings) {
    int confirmations = Math.toIntExact(number(settings, "confirmations", 0));
    return SenderSettings.with(fees(settings)).withConfirmations(confirmations);
  }

  private static Fees fees(AdapterSettings settings) {
    String fees = settings.optional("fees").orElse("zero");
    Optional<String> ceiling = settings.optional("feeCeilingGwei");
    if (ceiling.isPresent() && !fees.equals("base-fee")) {
      throw new AdapterSettingsException(
          "feeCeilingGwei", "fees=base-fee beside it", "fees=" + fees, "no fees to raise");
    }
    return switch (fees) {
      case "zero" -> Fees.zero();
      case "zero-legacy" -> Fees.zeroLegacy();
      case "base-fee" -> ceiling.isPresent() ? raised(settings) : Fees.fromBaseFee();
      default ->
          throw new AdapterSettingsException(
              "fees", "zero, zero-legacy or base-fee", fees, "unknown fees");
    };
  }

  private static Fees raised(AdapterSettings settings) {
    long gwei = number(settings, "feeCeilingGwei", 0);
    if (gwei < 1) {
      throw new AdapterSettingsException(
          "feeCeilingGwei", "1, which is the tip, or more", Long.toString(gwei), "no fee at all");
    }
    return Fees.fromBaseFee(BigInteger.valueOf(gwei).multiply(GWEI));
  }

  private static long number(AdapterSettings settings, String name, long otherwise) {
    Optional<String> text = settings.optional(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.get().matches("[0-9]{1,9}")) {
      throw new AdapterSettingsException(
          name, "a whole number below a billion", text.get(), "not a number");
    }
    return Long.parseLong(text.get());
  }
}
