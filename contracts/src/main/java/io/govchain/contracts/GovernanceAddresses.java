package io.govchain.contracts;

/**
 * Where the governance contracts are on every governance chain: fixed by its genesis file, so that
 * a client needs an RPC URL and nothing else. Each address is a proxy's; its first implementation
 * sits {@code 0x1000} above.
 */
public final class GovernanceAddresses {
  public static final String INSTITUTIONS = "0x0000000000000000000000000000000000001001";
  public static final String ACCOUNTS = "0x0000000000000000000000000000000000001002";
  public static final String WORK_ORDERS = "0x0000000000000000000000000000000000001003";
  public static final String NODES = "0x0000000000000000000000000000000000001004";
  public static final String SERVICES = "0x0000000000000000000000000000000000001005";
  public static final String SUBCHAINS = "0x0000000000000000000000000000000000001006";
  public static final String PIPELINES = "0x0000000000000000000000000000000000001007";
  public static final String TRANSACTIONS = "0x0000000000000000000000000000000000001008";
  public static final String CREDIT = "0x0000000000000000000000000000000000001009";
  public static final String CONTRACTS = "0x000000000000000000000000000000000000100a";
  public static final String ALLIANCES = "0x000000000000000000000000000000000000100b";
  public static final String DATA_LEDGER = "0x000000000000000000000000000000000000100c";
  public static final String PROTOCOL_KEYS = "0x000000000000000000000000000000000000100d";

  /** Immutable; the contract that Besu's QBFT asks for the validators. */
  public static final String VALIDATOR_SHIELD = "0x0000000000000000000000000000000000001100";

  /** A static list of the founding validators, for the recovery of a halted chain. */
  public static final String RECOVERY_VALIDATORS = "0x0000000000000000000000000000000000001101";

  private GovernanceAddresses() {}
}
