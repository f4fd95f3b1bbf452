package io.govchain.testnet.endtoend;

import io.govchain.governance.ContractFunction;
import io.govchain.governance.ContractFunction.Kind;
import io.govchain.governance.Paths;
import java.util.List;
import java.util.Optional;

/** The functions of the example contracts that pipelines lead to. */
final class CityFunctions {
  static final String DEPOSIT = "deposit(uint256,address,uint40)";
  static final String BURN = "burn(uint256,address,uint40)";
  static final String STORE = "store(bytes32,string)";
  static final String MINT = "mint(address,uint256)";
  static final String RELEASE = "release(address,uint256)";
  static final String RESERVE = "reserve(bytes32,bytes32,uint32,uint40)";
  static final String CANCEL = "cancel(bytes32,bytes32,uint32,uint40)";
  static final String CONFIRM = "confirm(bytes32)";
  static final String REFUND = "refund(bytes32)";
  static final String FREE = "freeOf(bytes32)(uint32)";
  static final String SHARE = "share(bytes32,string,uint40)";
  static final String FIND = "find(bytes32)(string,bytes32,bytes32,uint40,bool)";

  private CityFunctions() {}

  static List<ContractFunction> archived() {
    return List.of(
        read(FIND), write("withdraw(bytes32,string)"), write(STORE, "withdraw(bytes32,string)"));
  }

  static List<ContractFunction> minted() {
    return List.of(write("undoMint(address,uint256)"), write(MINT, "undoMint(address,uint256)"));
  }

  static List<ContractFunction> booked() {
    return List.of(
        write(CANCEL), write(REFUND), write(RESERVE, CANCEL), write(CONFIRM, REFUND), read(FREE));
  }

  static ContractFunction write(String function) {
    return new ContractFunction(function, Kind.WRITE, Optional.empty());
  }

  static ContractFunction write(String function, String compensator) {
    return new ContractFunction(function, Kind.WRITE, Optional.of(Paths.id(compensator)));
  }

  static ContractFunction read(String function) {
    return new ContractFunction(function, Kind.READ, Optional.empty());
  }
}
