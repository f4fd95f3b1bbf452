package io.govchain.governance;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * Names of registered things: {@code registry} for an institution, {@code registry/notary-app} for
 * what it owns.
 */
public final class Paths {

  private static final Pattern ID = Pattern.compile("0x[0-9a-f]{64}");
  private static final String CODE = "[a-z0-9][a-z0-9-]{0,31}";
  private static final Pattern CODE_PATTERN = Pattern.compile(CODE);
  private static final Pattern PATH_PATTERN = Pattern.compile(CODE + "/" + CODE);

  private Paths() {}

  /**
   * The on-chain id of a code, path or function signature: keccak-256 of its UTF-8 bytes. An id is
   * returned as it is.
   */
  public static String id(String pathOrId) {
    if (ID.matcher(pathOrId).matches()) {
      return pathOrId;
    }
    return Numeric.toHexString(Hash.sha3(pathOrId.getBytes(StandardCharsets.UTF_8)));
  }

  /** Joins an institution's code and a local code. */
  public static String of(String institutionCode, String localCode) {
    return checkCode(institutionCode) + "/" + checkCode(localCode);
  }

  /** The part before the slash. */
  public static String institutionCode(String path) {
    return checkPath(path).substring(0, path.indexOf('/'));
  }

  /** The part after the slash. */
  public static String localCode(String path) {
    return checkPath(path).substring(path.indexOf('/') + 1);
  }

  /** Whether the text is 32 bytes of lower-case hex rather than a name. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns the code if it is well formed. */
  public static String checkCode(String code) {
    if (!CODE_PATTERN.matcher(code).matches()) {
      throw new IllegalArgumentException("code: expected " + CODE + ", was \"" + code + "\"");
    }
    return code;
  }

  private static String checkPath(String path) {
    if (!PATH_PATTERN.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "path: expected institution/code, each " + CODE + ", was \"" + path + "\"");
    }
    return path;
  }
}
