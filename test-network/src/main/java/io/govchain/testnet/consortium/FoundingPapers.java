package io.govchain.testnet.consortium;

import io.govchain.evm.encoding.Keccak;
import io.govchain.testnet.Founding;
import io.govchain.testnet.NodeKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What the genesis institutions agree on before there is a chain.
 *
 * @param validators one node key for each institution
 */
record FoundingPapers(Founding founding, List<NodeKey> validators) {
  static final long GOVERNANCE_CHAIN_ID = 190_026;
  private static final int FIRST_NODE_PORT = 30_303;

  static FoundingPapers of(List<Founder> founders) {
    List<NodeKey> keys = founders.stream().map(founder -> NodeKey.generate()).toList();
    List<Founding.Node> nodes = new ArrayList<>();
    for (int i = 0; i < founders.size(); i++) {
      nodes.add(
          new Founding.Node(
              founders.get(i).code(),
              Founding.NodeKind.GENESIS,
              keys.get(i).publicKey(),
              "127.0.0.1:" + (FIRST_NODE_PORT + i)));
    }
    return new FoundingPapers(
        Founding.of(
            GOVERNANCE_CHAIN_ID,
            founders.stream().map(FoundingPapers::institution).toList(),
            founders.stream().map(FoundingPapers::governor).toList(),
            nodes),
        keys);
  }

  private static Founding.Institution institution(Founder founder) {
    return new Founding.Institution(
        founder.code(),
        founder.name(),
        Keccak.ofText(founder.name()),
        "{}",
        founder.governor().address());
  }

  private static Founding.Account governor(Founder founder) {
    return new Founding.Account(
        founder.code(), Founding.Role.GOVERNOR, founder.governor().publicKey());
  }
}
