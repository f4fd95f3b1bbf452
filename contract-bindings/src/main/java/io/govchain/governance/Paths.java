package io.govchain.governance;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * Names of registered things: {@code registry} for an institution, {@code registry/notary-app} for
 * what it owns.
 */
public final class Paths {

  private static final int ID_LENGTH = 2 + 64;
  private static final String CODE = "[a-z0-9][a-z0-9-]{0,31}";
  private static final Pattern CODE_PATTERN = Pattern.compile(CODE);
  private static final Pattern PATH_PATTERN = Pattern.compile(CODE + "/" + CODE);

  /** Every message is looked up by a dozen names, the same ones again and again. */
  private static final Map<String, String> KNOWN_IDS = new ConcurrentHashMap<>();

  /** Names come from strangers, too: neither many nor long ones may fill the memory. */
  private static final int MOST_KNOWN = 10_000;

  private static final int LONGEST_KNOWN = 128;

  private Paths() {}

  /**
   * The on-chain id of a code, path or function signature: keccak-256 of its UTF-8 bytes. An id is
   * returned as it is.
   */
  public static String id(String pathOrId) {
    if (isId(pathOrId)) {
      return pathOrId;
    }
    String known = KNOWN_IDS.get(pathOrId);
    if (known != null) {
      return known;
    }
    String id = Numeric.toHexString(Hash.sha3(pathOrId.getBytes(StandardCharsets.UTF_8)));
    if (pathOrId.length() <= LONGEST_KNOWN) {
      if (KNOWN_IDS.size() >= MOST_KNOWN) {
        KNOWN_IDS.clear();
      }
      KNOWN_IDS.put(pathOrId, id);
    }
    return id;
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
    if (text.length() != ID_LENGTH || !text.startsWith("0x")) {
      return false;
    }
    for (int i = 2; i < ID_LENGTH; i++) {
      char digit = text.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
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
