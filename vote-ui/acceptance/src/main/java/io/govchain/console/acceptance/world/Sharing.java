package io.govchain.console.acceptance.world;

import io.govchain.governance.DataSet;
import io.govchain.governance.SharingCalls;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What the registry shares with others, registered without a page; it must have its operator.
 *
 * @param alliance path of an alliance that it leads, alone
 * @param dataSet path of a data set of sensitivity important
 */
public record Sharing(String alliance, String dataSet) {
  private static final String ALLIANCE = "records";
  private static final String DATA_SET = "deeds";
  private static final String DIGEST = "0x" + "dee5".repeat(16);

  /** Registers what is not registered yet. */
  public static Sharing of(World world) {
    Sharing shared = new Sharing(world.registry().path(ALLIANCE), world.registry().path(DATA_SET));
    if (world.consortium().chain().dataSet(shared.dataSet()).isEmpty()) {
      world
          .account(world.registry().operator())
          .sendAll(
              List.of(
                  SharingCalls.foundAlliance(
                      ALLIANCE, "Records of the city", "records", Optional.empty()),
                  SharingCalls.registerDataSet(
                      DATA_SET,
                      DataSet.Sensitivity.IMPORTANT,
                      new DataSet.Description(
                          "Deeds since 1990",
                          "table",
                          DIGEST,
                          BigInteger.valueOf(4_096),
                          BigInteger.ONE))));
    }
    return shared;
  }
}
