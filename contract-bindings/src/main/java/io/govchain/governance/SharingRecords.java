package io.govchain.governance;

import static io.govchain.governance.AbiValues.constant;
import static io.govchain.governance.AbiValues.hex;
import static io.govchain.governance.AbiValues.unlessZero;

import io.govchain.contracts.generated.Alliances;
import io.govchain.contracts.generated.DataLedger;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Our records of alliances and shared data from the structs of the generated wrappers.
 *
 * @param codes an institution's code by its id
 * @param allCodes the codes of all institutions
 */
record SharingRecords(UnaryOperator<String> codes, Supplier<List<String>> allCodes) {

  /** The path is the founder's, whoever leads now. */
  Alliance alliance(Alliances.Alliance struct) {
    String id = hex(struct.id);
    String path = codes.apply(hex(struct.lead)) + "/" + struct.code;
    if (!Paths.id(path).equals(id)) {
      path =
          allCodes.get().stream()
              .map(code -> code + "/" + struct.code)
              .filter(each -> Paths.id(each).equals(id))
              .findFirst()
              .orElse(path);
    }
    return new Alliance(
        id,
        path,
        struct.name,
        struct.scenario,
        hex(struct.lead),
        constant(Alliance.Status.class, struct.status),
        struct.foundedAt.longValueExact(),
        unlessZero(struct.origin),
        unlessZero(struct.mergedInto),
        struct.memberCount.longValueExact(),
        struct.subchainCount.longValueExact());
  }

  static Alliance.Member member(Alliances.Member struct) {
    return new Alliance.Member(
        hex(struct.institution),
        constant(Alliance.Role.class, struct.role),
        struct.joinedAt.longValueExact());
  }

  DataSet dataSet(DataLedger.DataSet struct) {
    return new DataSet(
        hex(struct.id),
        codes.apply(hex(struct.institution)) + "/" + struct.code,
        hex(struct.institution),
        new DataSet.Description(
            struct.description.name,
            struct.description.kind,
            hex(struct.description.digest),
            struct.description.volume,
            struct.description.value),
        constant(DataSet.Sensitivity.class, struct.sensitivity),
        constant(DataSet.Status.class, struct.status),
        struct.version.intValueExact(),
        struct.registeredAt.longValueExact(),
        struct.describedAt.longValueExact(),
        struct.grantCount.longValueExact(),
        struct.useCount.longValueExact());
  }

  static DataSet.Grant grant(DataLedger.Grant struct) {
    return new DataSet.Grant(
        hex(struct.dataSet),
        hex(struct.institution),
        constant(DataSet.GrantStatus.class, struct.status),
        struct.byOrder,
        struct.requestedAt.longValueExact(),
        struct.until.longValueExact(),
        hex(struct.purpose),
        struct.uses.longValueExact());
  }

  static DataSet.Use use(DataLedger.Use struct) {
    return new DataSet.Use(
        hex(struct.institution),
        struct.account,
        struct.at.longValueExact(),
        struct.version.intValueExact(),
        hex(struct.digest),
        unlessZero(struct.transactionId));
  }

  static DataSet.Totals totals(DataLedger.Totals struct) {
    return new DataSet.Totals(
        struct.dataSets.longValueExact(),
        struct.grantsGiven.longValueExact(),
        struct.usesGiven.longValueExact(),
        struct.usesTaken.longValueExact());
  }
}
