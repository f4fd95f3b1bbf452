package io.govchain.governance;

import static io.govchain.governance.EventDecoder.of;

import io.govchain.contracts.generated.Alliances;
import io.govchain.contracts.generated.Contracts;
import io.govchain.contracts.generated.DataLedger;
import io.govchain.contracts.generated.Nodes;
import io.govchain.contracts.generated.Services;
import io.govchain.contracts.generated.Subchains;
import io.govchain.governance.GovernanceEvent.AllianceChange;
import io.govchain.governance.GovernanceEvent.DataChange;
import java.util.Set;
import org.web3j.abi.datatypes.Event;

/** The events of alliances and shared data, and those of later changes to what is registered. */
final class ChangeEventDecoders {

  private static final String NOTHING = "0x" + "0".repeat(64);

  static final Set<EventDecoder> NODES =
      Set.of(
          of(
              Nodes.MINIMUMVALIDATORSCHANGED_EVENT,
              fields -> new GovernanceEvent.MinimumValidatorsChanged(fields.whole(0))));

  static final Set<EventDecoder> SERVICES =
      Set.of(
          of(
              Services.SERVICECERTIFICATEROTATED_EVENT,
              fields ->
                  new GovernanceEvent.ServiceCertificateRotated(
                      fields.word(0), fields.word(1), fields.word(2), fields.whole(3))));

  static final Set<EventDecoder> SUBCHAINS =
      Set.of(
          of(
              Subchains.SUBCHAINOFFERED_EVENT,
              fields ->
                  new GovernanceEvent.SubchainOffered(
                      fields.word(0), fields.word(1), fields.word(2))),
          of(
              Subchains.SUBCHAINTRANSFERRED_EVENT,
              fields ->
                  new GovernanceEvent.SubchainTransferred(
                      fields.word(0), fields.word(1), fields.word(2))),
          of(
              Subchains.APPLICATIONKEYCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.ApplicationKeyChanged(
                      fields.word(0), fields.text(1), fields.word(2))),
          of(
              Subchains.CONTRACTCLASSIFIED_EVENT,
              fields ->
                  new GovernanceEvent.ContractClassified(
                      fields.word(0), fields.constant(1, DataClass.class))));

  static final Set<EventDecoder> CONTRACTS =
      Set.of(
          of(
              Contracts.GOVERNEDCONTRACTDECIDED_EVENT,
              fields ->
                  new GovernanceEvent.GovernedContractDecided(
                      fields.word(0), fields.text(1), fields.word(2))));

  static final Set<EventDecoder> ALLIANCES =
      Set.of(
          alliance(Alliances.ALLIANCEFOUNDED_EVENT, AllianceChange.FOUNDED),
          alliance(Alliances.ALLIANCEINVITED_EVENT, AllianceChange.INVITED),
          alliance(Alliances.ALLIANCEREQUESTED_EVENT, AllianceChange.REQUESTED),
          alliance(Alliances.ALLIANCECONSENTWITHDRAWN_EVENT, AllianceChange.CONSENT_WITHDRAWN),
          alliance(Alliances.ALLIANCEJOINED_EVENT, AllianceChange.JOINED),
          of(
              Alliances.ALLIANCELEFT_EVENT,
              fields ->
                  new GovernanceEvent.AllianceChanged(
                      fields.word(0),
                      fields.flag(2) ? AllianceChange.EXCLUDED : AllianceChange.LEFT,
                      fields.word(1))),
          alliance(Alliances.ALLIANCEROLECHANGED_EVENT, AllianceChange.ROLE_CHANGED),
          alliance(Alliances.ALLIANCELEADOFFERED_EVENT, AllianceChange.LEAD_OFFERED),
          alliance(Alliances.ALLIANCESUBCHAINADDED_EVENT, AllianceChange.SUBCHAIN_ADDED),
          alliance(Alliances.ALLIANCESUBCHAINREMOVED_EVENT, AllianceChange.SUBCHAIN_REMOVED),
          alliance(Alliances.ALLIANCEMOTIONSUPPORTED_EVENT, AllianceChange.MOTION_SUPPORTED),
          alliance(Alliances.ALLIANCEMOTIONCARRIED_EVENT, AllianceChange.MOTION_CARRIED),
          alliance(Alliances.ALLIANCEMERGEOFFERED_EVENT, AllianceChange.MERGE_OFFERED),
          alliance(Alliances.ALLIANCEMERGED_EVENT, AllianceChange.MERGED),
          of(
              Alliances.ALLIANCEDISSOLVED_EVENT,
              fields ->
                  new GovernanceEvent.AllianceChanged(
                      fields.word(0), AllianceChange.DISSOLVED, NOTHING)));

  static final Set<EventDecoder> DATA_LEDGER =
      Set.of(
          owned(DataLedger.DATASETREGISTERED_EVENT, DataChange.REGISTERED),
          alone(DataLedger.DATASETDESCRIBED_EVENT, DataChange.DESCRIBED),
          alone(DataLedger.DATASETCLASSIFIED_EVENT, DataChange.CLASSIFIED),
          alone(DataLedger.DATASETSTATUSCHANGED_EVENT, DataChange.STATUS_CHANGED),
          owned(DataLedger.DATAGRANTREQUESTED_EVENT, DataChange.GRANT_REQUESTED),
          owned(DataLedger.DATAGRANTED_EVENT, DataChange.GRANTED),
          owned(DataLedger.DATAGRANTREVOKED_EVENT, DataChange.GRANT_REVOKED),
          of(
              DataLedger.DATAUSED_EVENT,
              fields ->
                  new GovernanceEvent.DataUsed(
                      fields.word(0),
                      fields.word(1),
                      fields.word(2),
                      fields.whole(3),
                      (int) fields.whole(4),
                      fields.word(5))));

  private ChangeEventDecoders() {}

  /** An event whose first two indexed fields are the alliance and what it is about. */
  private static EventDecoder alliance(Event event, AllianceChange change) {
    return of(
        event,
        fields -> new GovernanceEvent.AllianceChanged(fields.word(0), change, fields.word(1)));
  }

  /** An event whose first two indexed fields are the data set and an institution. */
  private static EventDecoder owned(Event event, DataChange change) {
    return of(
        event,
        fields -> new GovernanceEvent.DataSetChanged(fields.word(0), change, fields.word(1)));
  }

  private static EventDecoder alone(Event event, DataChange change) {
    return of(event, fields -> new GovernanceEvent.DataSetChanged(fields.word(0), change, NOTHING));
  }
}
