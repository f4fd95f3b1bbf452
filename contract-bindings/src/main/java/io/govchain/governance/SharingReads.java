package io.govchain.governance;

import java.util.List;
import java.util.Optional;

/** Alliances and shared data, as the governance chain knows them. */
public interface SharingReads {

  /** The alliance with this path or id. */
  Optional<Alliance> alliance(String pathOrId);

  /** All alliances. */
  List<Alliance> alliances();

  /** The members of an alliance. */
  List<Alliance.Member> allianceMembers(String pathOrId);

  /** Ids of an alliance's subchains. */
  List<String> allianceSubchains(String pathOrId);

  /** What the alliance and an institution outside have said so far. */
  Alliance.Consent allianceConsent(String pathOrId, String institutionCodeOrId);

  /**
   * How a motion stands.
   *
   * @param institutionCodeOrId whom it is about; empty to dissolve
   */
  Alliance.Tally allianceMotion(
      String pathOrId, Alliance.Motion motion, Optional<String> institutionCodeOrId);

  /** The data set with this path or id. */
  Optional<DataSet> dataSet(String pathOrId);

  /** All data sets. */
  List<DataSet> dataSets();

  /** All grants ever given of a data set, one per institution. */
  List<DataSet.Grant> dataGrants(String pathOrId);

  /** One page of a data set's uses, oldest first. */
  List<DataSet.Use> dataUses(String pathOrId, long offset, int limit);

  /** Whether the institution may use the data set now. */
  boolean dataUsable(String pathOrId, String institutionCodeOrId);

  /** What an institution has given and taken. */
  DataSet.Totals dataTotals(String institutionCodeOrId);
}
