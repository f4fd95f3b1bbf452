package io.govchain.testnet;

import io.govchain.evm.encoding.Keccak;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Foundings for tests: as many different ones as there are seeds, the same one for the same seed.
 */
final class Foundings {
  private static final List<String> NAMES =
      List.of("Land Registry", "Notary Chamber", "链上公证处", "Cadastre d'Orléans", "A \"quoted\" one");

  private Foundings() {}

  static Founding random(long chainId, long seed) {
    Random random = new Random(seed);
    List<Founding.Institution> institutions = new ArrayList<>();
    List<Founding.Account> accounts = new ArrayList<>();
    List<Founding.Node> nodes = new ArrayList<>();
    int members = 1 + random.nextInt(5);
    for (int i = 0; i < members; i++) {
      String code = "member-" + i;
      institutions.add(
          new Founding.Institution(
              code,
              NAMES.get(i),
              Keccak.ofText("charter of " + code),
              random.nextBoolean() ? "{}" : "",
              key(random).address()));
      for (Founding.Role role : Founding.Role.values()) {
        if (role == Founding.Role.GOVERNOR || random.nextInt(3) == 0) {
          accounts.add(new Founding.Account(code, role, key(random).publicKey()));
        }
      }
      for (Founding.NodeKind kind : Founding.NodeKind.values()) {
        if (i == 0 || random.nextInt(3) == 0) {
          byte[] publicKey = key(random).publicKey();
          nodes.add(new Founding.Node(code, kind, publicKey, "127.0.0.1:" + (30_303 + i)));
        }
      }
    }
    return Founding.of(chainId, institutions, accounts, nodes);
  }

  private static NodeKey key(Random random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    secret[0] = 1; // below the order of the curve
    return NodeKey.of(HexFormat.of().formatHex(secret));
  }
}
