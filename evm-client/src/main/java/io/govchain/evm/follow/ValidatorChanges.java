package io.govchain.evm.follow;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.evm.proof.ValidatorContract;
import io.govchain.evm.proof.ValidatorListProof;
import io.govchain.evm.proof.ValidatorTrail;
import io.govchain.evm.proof.ValidatorTrail.Step;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds how a QBFT chain's validators changed, so that evidence can tell it. Between two blocks
 * with different sets some change is found by bisection, then the next one from there; changes that
 * were undone in between are not looked for, since nothing has to be believed about them. What was
 * found is kept, so a block costs one look at its set.
 */
public final class ValidatorChanges {
  private static final Logger LOG = LoggerFactory.getLogger(ValidatorChanges.class);
  private static final int KEPT_STEPS = 4 * ValidatorTrail.MAX_STEPS;

  private final EvmClient client;
  private final long anchorBlock;
  private final Optional<ValidatorContract> contract;
  // Guarded by this; by the height from which on the set is another.
  private final TreeMap<Long, Change> found = new TreeMap<>();

  // Guarded by this; empty until it was asked for, since a node can forget so old a state.
  private Set<String> anchored = Set.of();

  // Guarded by this; of how many changes it was said that they are too many.
  private int told;

  private record Change(Step step, Set<String> set) {}

  /**
   * @param anchorBlock in which the validators are those of the oldest anchor in use
   * @param contract that selects the validators, as it is registered; empty where headers list them
   */
  public ValidatorChanges(
      EvmClient client, long anchorBlock, Optional<ValidatorContract> contract) {
    this.client = client;
    this.anchorBlock = anchorBlock;
    this.contract = contract;
  }

  /**
   * The trail to the validators that sealed this block; empty if they are those of the anchor's
   * block. It has been verified, unless they changed more often than a trail can tell: then it has
   * the newest changes alone, which prove the block to whoever has a younger anchor, and to nobody
   * else. To wait would be in vain.
   *
   * @throws EvmException if the node does not tell
   * @throws io.govchain.evm.proof.ProofException if what it tells does not hold
   */
  public synchronized Optional<ValidatorTrail> to(BlockHeader block) {
    long last = contract.isPresent() ? block.number() - 1 : block.number();
    if (last <= anchorBlock) {
      return Optional.empty();
    }
    TreeMap<Long, Change> changes = new TreeMap<>(found.headMap(last, true));
    boolean newest = changes.size() == found.size();
    Set<String> wanted = setAt(last);
    if (anchored.isEmpty()) {
      anchored = setAt(anchorBlock);
    }
    long at = changes.isEmpty() ? anchorBlock : changes.lastKey();
    Set<String> set = changes.isEmpty() ? anchored : changes.lastEntry().getValue().set();
    while (!set.equals(wanted)) {
      at = firstOther(at, last, set);
      set = setAt(at);
      changes.put(at, new Change(step(at, set.size()), set));
    }
    if (newest) {
      found.putAll(changes);
      while (found.size() > KEPT_STEPS) {
        found.pollFirstEntry();
      }
    }
    return trail(changes).map(trail -> verified(trail, block, changes.size()));
  }

  private ValidatorTrail verified(ValidatorTrail trail, BlockHeader block, int changes) {
    if (trail.steps().size() == changes) {
      trail.verify(block, anchored, contract);
    } else if (changes != told) {
      told = changes;
      LOG.error(
          "validators changed {} times since block {}, and evidence tells {} changes at most: writes"
              + " are disputed by all who know no younger anchor; register one",
          changes,
          anchorBlock,
          trail.steps().size());
    }
    return trail;
  }

  /** Blocks above this number are void. */
  public synchronized void forgetAbove(long number) {
    found.tailMap(number, false).clear();
  }

  /** A block after {@code from} whose set is another than that of the block before it. */
  private long firstOther(long from, long to, Set<String> set) {
    long same = from;
    long other = to;
    while (other - same > 1) {
      long middle = same + (other - same) / 2;
      if (setAt(middle).equals(set)) {
        same = middle;
      } else {
        other = middle;
      }
    }
    return other;
  }

  /** The newest steps that a trail can hold; a verifier may have a younger anchor. */
  private static Optional<ValidatorTrail> trail(TreeMap<Long, Change> changes) {
    List<Step> steps = new ArrayList<>();
    int characters = 0;
    for (Change change : changes.descendingMap().values()) {
      characters += new ValidatorTrail(List.of(change.step())).json().toString().length();
      if (steps.size() == ValidatorTrail.MAX_STEPS || characters > ValidatorTrail.MAX_CHARACTERS) {
        break;
      }
      steps.addFirst(change.step());
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(new ValidatorTrail(steps));
  }

  private Set<String> setAt(long number) {
    if (contract.isEmpty()) {
      return new TreeSet<>(QbftSeals.listedValidators(header(number)));
    }
    int length = length(stored(contract.get().slot(), number));
    Set<String> set = new TreeSet<>();
    for (int i = 0; i < length; i++) {
      String slot = ValidatorListProof.entrySlot(contract.get().slot(), i);
      set.add("0x%040x".formatted(stored(slot, number)));
    }
    return set;
  }

  private int length(BigInteger length) {
    if (length.signum() == 0
        || length.compareTo(BigInteger.valueOf(ValidatorListProof.MAX_VALIDATORS)) > 0) {
      throw refused(
          "validators in slot %s of %s: expected 1 to %d, the node has %d"
              .formatted(
                  contract.orElseThrow().slot(),
                  contract.orElseThrow().address(),
                  ValidatorListProof.MAX_VALIDATORS,
                  length));
    }
    return length.intValue();
  }

  private BigInteger stored(String slot, long number) {
    return Hex.number(
        client
            .rpc("eth_getStorageAt", contract.orElseThrow().address(), slot, Hex.quantity(number))
            .asText());
  }

  private Step step(long number, int validators) {
    BlockHeader header = header(number);
    if (contract.isEmpty()) {
      return new ValidatorTrail.Listed(header);
    }
    List<String> slots = new ArrayList<>();
    slots.add(contract.get().slot());
    for (int i = 0; i < validators; i++) {
      slots.add(ValidatorListProof.entrySlot(contract.get().slot(), i));
    }
    if (contract.get().implementation().isPresent()) {
      slots.add(ValidatorListProof.IMPLEMENTATION_SLOT);
    }
    JsonNode proof =
        client.rpc("eth_getProof", contract.get().address(), slots, Hex.quantity(number));
    JsonNode storage = proof.path("storageProof");
    if (storage.size() < slots.size()) {
      throw refused(
          "eth_getProof at block %d: expected proofs of %d slots, got %d"
              .formatted(number, slots.size(), storage.size()));
    }
    List<List<String>> entries = new ArrayList<>();
    for (int i = 1; i <= validators; i++) {
      entries.add(texts(storage.get(i).path("proof")));
    }
    return new ValidatorTrail.Proven(
        header,
        new ValidatorListProof(
            texts(proof.path("accountProof")),
            texts(storage.get(0).path("proof")),
            entries,
            contract.get().implementation().isEmpty()
                ? List.of()
                : texts(storage.get(slots.size() - 1).path("proof"))));
  }

  private static List<String> texts(JsonNode nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private BlockHeader header(long number) {
    return client
        .header(number)
        .orElseThrow(() -> refused("block %d: the node has none".formatted(number)));
  }

  private static EvmException refused(String why) {
    return new EvmException.ResponseRefused(why, null);
  }
}
