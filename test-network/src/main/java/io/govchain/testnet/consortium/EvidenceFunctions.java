package io.govchain.testnet.consortium;

import io.govchain.governance.ContractFunction;
import io.govchain.governance.Paths;
import java.util.List;
import java.util.Optional;

/** What the {@code EvidenceStore} contract offers, as it is registered. */
public final class EvidenceFunctions {
  /** Stores a digest with its metadata; refused where the digest is stored already. */
  public static final String STORE = "store(bytes32,string)";

  /** Undoes {@link #STORE}. */
  public static final String WITHDRAW = "withdraw(bytes32,string)";

  /** Reads metadata, who stored it, when, and whether it still stands. */
  public static final String FIND = "find(bytes32)(string,address,uint64,bool)";

  /** Gas limit of a write with short metadata, which takes two fresh slots and an event. */
  public static final long WRITE_GAS = 150_000;

  private EvidenceFunctions() {}

  static List<ContractFunction> all() {
    return List.of(
        new ContractFunction(FIND, ContractFunction.Kind.READ, Optional.empty()),
        new ContractFunction(WITHDRAW, ContractFunction.Kind.WRITE, Optional.empty()),
        new ContractFunction(STORE, ContractFunction.Kind.WRITE, Optional.of(Paths.id(WITHDRAW))));
  }
}
