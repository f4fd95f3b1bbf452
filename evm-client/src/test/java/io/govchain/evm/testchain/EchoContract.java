package io.govchain.evm.testchain;

/**
 * A contract of 48 bytes for tests. By the first byte of the calldata: {@code ff} reverts with the
 * rest, {@code ee} returns the rest, anything else emits the calldata as a log with topic 1.
 */
public final class EchoContract {
  private static final String RUNTIME =
      "366000600037"
          + "60003560f81c"
          + "8060ff14602057"
          + "60ee14602857"
          + "6001366000a100"
          + "5b6001360360"
          + "01fd"
          + "5b6001360360"
          + "01f3";

  /** Code that creates it. */
  public static final String CREATION = "0x6030600c60003960306000f3" + RUNTIME;

  private EchoContract() {}
}
