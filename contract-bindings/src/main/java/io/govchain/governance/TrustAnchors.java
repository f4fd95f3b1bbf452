package io.govchain.governance;

import io.govchain.evm.proof.ValidatorContract;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What evidence of a subchain is verified against, by the subchain's registered rule. */
public sealed interface TrustAnchors {

  /** The rule these anchors belong to. */
  Subchain.Rule rule();

  /** The bytes registered on chain, hex. */
  String encoded();

  /** Reads registered bytes; never fails, because anybody may have registered anything. */
  static TrustAnchors decode(Subchain.Rule rule, String bytes) {
    return TrustAnchorsCodec.decode(rule, bytes);
  }

  /**
   * A block counts once {@code agreement} of these independent nodes report its hash.
   *
   * @param rpcUrls RPC endpoints of the nodes
   * @param confirmations blocks that must follow it at those nodes, since a chain without finality
   *     drops its newest blocks; 0 where blocks are final
   */
  record NodeAgreement(int agreement, List<String> rpcUrls, int confirmations)
      implements TrustAnchors {
    /** As many as any chain is waited for, and few enough that a deadline can be kept. */
    public static final int MOST_CONFIRMATIONS = 1_000;

    /** Of a chain whose blocks are final. */
    public NodeAgreement(int agreement, List<String> rpcUrls) {
      this(agreement, rpcUrls, 0);
    }

    /**
     * Refuses an agreement that can never or always be reached, and one node under two names, which
     * would agree with itself.
     */
    public NodeAgreement {
      if (confirmations < 0 || confirmations > MOST_CONFIRMATIONS) {
        throw new IllegalArgumentException(
            "confirmations: expected 0..%d, was %d".formatted(MOST_CONFIRMATIONS, confirmations));
      }
      rpcUrls = List.copyOf(rpcUrls);
      requireDifferent(rpcUrls);
      if (agreement < 1 || agreement > rpcUrls.size()) {
        throw new IllegalArgumentException(
            "agreement of nodes: expected 1.."
                + rpcUrls.size()
                + " (the nodes given), was "
                + agreement);
      }
    }

    /**
     * What stands on chain: anybody may have registered one node under several names. It keeps its
     * first, so that a rule that can be reached without the others goes on.
     */
    static NodeAgreement registered(int agreement, List<String> rpcUrls, int confirmations) {
      Map<String, String> nodes = new LinkedHashMap<>();
      rpcUrls.forEach(url -> nodes.putIfAbsent(NodeName.of(url), url));
      return new NodeAgreement(agreement, List.copyOf(nodes.values()), confirmations);
    }

    private static void requireDifferent(List<String> rpcUrls) {
      Map<String, String> nodes = new HashMap<>();
      for (String url : rpcUrls) {
        String same = nodes.putIfAbsent(NodeName.of(url), url);
        if (same != null) {
          throw new IllegalArgumentException(
              "agreement of nodes: expected different nodes, %s and %s are one"
                  .formatted(same, url));
        }
      }
    }

    @Override
    public Subchain.Rule rule() {
      return Subchain.Rule.NODE_AGREEMENT;
    }

    @Override
    public String encoded() {
      return TrustAnchorsCodec.encode(this);
    }
  }

  /**
   * A block counts once a quorum of these validators sealed it, or of those that evidence shows to
   * have followed them.
   *
   * @param contract that selects the validators, where changes of its list are to be followed; not
   *     needed where headers list them
   */
  record QbftSeals(List<String> validators, Optional<ValidatorContract> contract)
      implements TrustAnchors {

    /** Without a contract whose list could be followed. */
    public QbftSeals(List<String> validators) {
      this(validators, Optional.empty());
    }

    /** Refuses an empty set, which nothing could ever fail against. */
    public QbftSeals {
      validators = List.copyOf(validators);
      if (validators.isEmpty()) {
        throw new IllegalArgumentException(
            "validators of a QBFT chain: expected at least 1, was 0");
      }
    }

    @Override
    public Subchain.Rule rule() {
      return Subchain.Rule.QBFT_SEALS;
    }

    @Override
    public String encoded() {
      return TrustAnchorsCodec.encode(this);
    }
  }

  /** Anchors that somebody registered but that make no sense: nothing verifies against them. */
  record Unreadable(Subchain.Rule rule, String encoded, String problem) implements TrustAnchors {}
}
