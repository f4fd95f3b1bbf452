package io.govchain.evm.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.encoding.Hex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the validators of a QBFT chain changed from a registered set to the set that must have sealed
 * a block. It proves itself: nothing but the trail, the block and the anchor is looked at.
 *
 * <p>Where headers list the validators, a step is believed if a quorum of the set that it lists
 * sealed it, and more than a third of the set believed before: one honest validator among those
 * vouches for it. Where a contract selects them, it is believed if a quorum of the set believed
 * before sealed it, and its state proves the contract's list. Both rest on this assumption: of no
 * set that was ever believed, more than a third have become dishonest since (in contract mode: a
 * third), also after they left. So an anchor should be renewed now and then; nothing here can tell
 * a chain from one that former validators went on with.
 *
 * @param steps in ascending order of their blocks
 */
public record ValidatorTrail(List<Step> steps) {
  /** Steps that a trail may have. */
  public static final int MAX_STEPS = 64;

  /** Length that its JSON may have, in characters of hex. */
  public static final int MAX_CHARACTERS = 384 * 1024;

  /** A block from which on others are the validators. */
  public sealed interface Step {
    /** The header that is sealed. */
    BlockHeader header();
  }

  /** A header that lists its validators. */
  public record Listed(BlockHeader header) implements Step {}

  /** A header whose state holds the validators of the blocks after it. */
  public record Proven(BlockHeader header, ValidatorListProof list) implements Step {}

  /** Refuses trails that are empty, too long, or out of order. */
  public ValidatorTrail {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new ProofException(
          "validator trail: expected 1 to %d steps, got %d".formatted(MAX_STEPS, steps.size()));
    }
    for (int i = 1; i < steps.size(); i++) {
      long before = steps.get(i - 1).header().number();
      if (steps.get(i).header().number() <= before) {
        throw new ProofException(
            "validator trail: expected a block after %d, got %d"
                .formatted(before, steps.get(i).header().number()));
      }
    }
  }

  /**
   * Reads a trail as evidence carries it.
   *
   * @throws ProofException if it is none
   */
  public static ValidatorTrail parse(JsonNode json) {
    return ValidatorTrailJson.parse(json);
  }

  /** As evidence carries it. */
  public JsonNode json() {
    return ValidatorTrailJson.of(this);
  }

  /**
   * Verifies the seals of a block by the set that this trail leads to.
   *
   * @param anchored the registered set
   * @param contract that selects the validators; empty where headers list them
   * @return those who sealed
   * @throws ProofException if the trail does not lead from the one to the other
   */
  public Set<String> verify(
      BlockHeader block, Collection<String> anchored, Optional<ValidatorContract> contract) {
    requireBefore(block, contract.isPresent());
    List<Set<String>> sets = new ArrayList<>();
    for (Step step : steps) {
      sets.add(set(step, contract));
    }
    Set<String> believed = normalised(anchored);
    // An anchor can be younger than the trail; what led to the anchor's own set says no more.
    for (int i = sets.lastIndexOf(believed) + 1; i < steps.size(); i++) {
      requireSealed(steps.get(i), sets.get(i), believed);
      believed = sets.get(i);
    }
    return contract.isPresent()
        ? QbftSeals.verifyContractMode(block, believed)
        : QbftSeals.verifyHeaderMode(block, believed);
  }

  /** A listed set counts for the very header that lists it, a proven one for later blocks only. */
  private void requireBefore(BlockHeader block, boolean contract) {
    BlockHeader last = steps.getLast().header();
    boolean itself = !contract && last.hash().equals(block.hash());
    if (last.number() >= block.number() && !itself) {
      throw new ProofException(
          "validator trail: expected blocks before %d, got %d"
              .formatted(block.number(), last.number()));
    }
  }

  private static Set<String> set(Step step, Optional<ValidatorContract> contract) {
    return switch (step) {
      case Listed listed when contract.isEmpty() ->
          normalised(QbftSeals.listedValidators(listed.header()));
      case Proven proven when contract.isPresent() ->
          normalised(proven.list().validators(proven.header().stateRoot(), contract.get()));
      case Listed listed ->
          throw new ProofException(
              "validator trail: a contract selects the validators, yet block %d comes without"
                      .formatted(listed.header().number())
                  + " a proof of its list");
      case Proven proven ->
          throw new ProofException(
              "validator trail: block %d comes with a contract's list, and the anchor names none"
                  .formatted(proven.header().number()));
    };
  }

  private static void requireSealed(Step step, Set<String> set, Set<String> believed) {
    switch (step) {
      case Proven proven -> QbftSeals.verifyContractMode(proven.header(), believed);
      case Listed listed -> {
        Set<String> vouching = new TreeSet<>(QbftSeals.verifyHeaderMode(listed.header(), set));
        vouching.retainAll(believed);
        int needed = believed.size() / 3 + 1;
        if (vouching.size() < needed) {
          throw new ProofException(
              "validator trail: block %d: expected seals of at least %d of the %d validators before,"
                      .formatted(listed.header().number(), needed, believed.size())
                  + " got "
                  + vouching.size());
        }
      }
    }
  }

  private static Set<String> normalised(Collection<String> addresses) {
    Set<String> set = new TreeSet<>();
    addresses.forEach(address -> set.add(Hex.address(address)));
    return set;
  }
}
