package io.govchain.governance;

import static io.govchain.governance.AbiValues.constant;
import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.ContractReader.all;
import static io.govchain.governance.ContractReader.limit;
import static io.govchain.governance.ContractReader.offset;
import static io.govchain.governance.Wrappers.ALLIANCES;
import static io.govchain.governance.Wrappers.DATA_LEDGER;

import io.govchain.contracts.generated.Alliances;
import io.govchain.contracts.generated.DataLedger;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.datatypes.generated.Bytes32;

/** Reads alliances and shared data. */
record SharingReader(ContractReader reader, SharingRecords records) implements SharingReads {

  @Override
  public Optional<Alliance> alliance(String pathOrId) {
    return Optional.of(reader.value(ALLIANCES, ALLIANCES.alliance(id(pathOrId))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::alliance);
  }

  @Override
  public List<Alliance> alliances() {
    return all(
        (offset, limit) -> {
          var call = ALLIANCES.alliances(offset(offset), limit(limit));
          return reader.elements(ALLIANCES, call, Alliances.Alliance.class).stream()
              .map(records::alliance)
              .toList();
        });
  }

  @Override
  public List<Alliance.Member> allianceMembers(String pathOrId) {
    return all(
        (offset, limit) -> {
          var call = ALLIANCES.members(id(pathOrId), offset(offset), limit(limit));
          return reader.elements(ALLIANCES, call, Alliances.Member.class).stream()
              .map(SharingRecords::member)
              .toList();
        });
  }

  @Override
  public List<String> allianceSubchains(String pathOrId) {
    return all(
        (offset, limit) -> {
          var call = ALLIANCES.allianceSubchains(id(pathOrId), offset(offset), limit(limit));
          return reader.elements(ALLIANCES, call, Bytes32.class).stream()
              .map(word -> AbiValues.hex(word.getValue()))
              .toList();
        });
  }

  @Override
  public Alliance.Consent allianceConsent(String pathOrId, String institutionCodeOrId) {
    var call = ALLIANCES.consentOf(id(pathOrId), id(institutionCodeOrId));
    return constant(Alliance.Consent.class, reader.value(ALLIANCES, call));
  }

  @Override
  public Alliance.Tally allianceMotion(
      String pathOrId, Alliance.Motion motion, Optional<String> institutionCodeOrId) {
    var call =
        ALLIANCES.motion(
            id(pathOrId),
            AbiValues.ordinal(motion),
            AbiValues.wordOrZero(institutionCodeOrId.map(Paths::id)));
    List<Long> counts = reader.numbers(ALLIANCES, call);
    return new Alliance.Tally(counts.get(0), counts.get(1));
  }

  @Override
  public Optional<DataSet> dataSet(String pathOrId) {
    return Optional.of(reader.value(DATA_LEDGER, DATA_LEDGER.dataSet(id(pathOrId))))
        .filter(struct -> struct.status.signum() != 0)
        .map(records::dataSet);
  }

  @Override
  public List<DataSet> dataSets() {
    return all(
        (offset, limit) -> {
          var call = DATA_LEDGER.dataSets(offset(offset), limit(limit));
          return reader.elements(DATA_LEDGER, call, DataLedger.DataSet.class).stream()
              .map(records::dataSet)
              .toList();
        });
  }

  @Override
  public List<DataSet.Grant> dataGrants(String pathOrId) {
    return all(
        (offset, limit) -> {
          var call = DATA_LEDGER.grants(id(pathOrId), offset(offset), limit(limit));
          return reader.elements(DATA_LEDGER, call, DataLedger.Grant.class).stream()
              .map(SharingRecords::grant)
              .toList();
        });
  }

  @Override
  public List<DataSet.Use> dataUses(String pathOrId, long offset, int limit) {
    var call = DATA_LEDGER.uses(id(pathOrId), offset(offset), limit(limit));
    return reader.elements(DATA_LEDGER, call, DataLedger.Use.class).stream()
        .map(SharingRecords::use)
        .toList();
  }

  @Override
  public boolean dataUsable(String pathOrId, String institutionCodeOrId) {
    return reader.value(DATA_LEDGER, DATA_LEDGER.usable(id(pathOrId), id(institutionCodeOrId)));
  }

  @Override
  public DataSet.Totals dataTotals(String institutionCodeOrId) {
    return SharingRecords.totals(
        reader.value(DATA_LEDGER, DATA_LEDGER.totals(id(institutionCodeOrId))));
  }
}
