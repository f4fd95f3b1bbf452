package io.govchain.governance;

import static io.govchain.governance.EventDecoder.of;

import io.govchain.contracts.generated.Accounts;
import io.govchain.contracts.generated.Contracts;
import io.govchain.contracts.generated.Institutions;
import io.govchain.contracts.generated.Nodes;
import io.govchain.contracts.generated.Pipelines;
import io.govchain.contracts.generated.ProtocolKeys;
import io.govchain.contracts.generated.Services;
import io.govchain.contracts.generated.Subchains;
import java.util.Set;

/** The events of the contracts that register things. */
final class RegistryEventDecoders {

  static final Set<EventDecoder> INSTITUTIONS =
      Set.of(
          of(
              Institutions.MEMBERSHIPAPPLIED_EVENT,
              fields ->
                  new GovernanceEvent.MembershipApplied(
                      fields.word(0), fields.text(1), fields.text(2))),
          of(
              Institutions.MEMBERSHIPAPPLICATIONWITHDRAWN_EVENT,
              fields -> new GovernanceEvent.MembershipApplicationWithdrawn(fields.word(0))),
          of(
              Institutions.INSTITUTIONADMITTED_EVENT,
              fields ->
                  new GovernanceEvent.InstitutionAdmitted(
                      fields.word(0),
                      fields.text(1),
                      fields.constant(2, Institution.Category.class),
                      fields.text(3))),
          of(
              Institutions.INSTITUTIONSTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.InstitutionStatusChanged(
                      fields.word(0), fields.constant(1, Institution.Status.class))),
          of(
              Institutions.INSTITUTIONCATEGORYCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.InstitutionCategoryChanged(
                      fields.word(0), fields.constant(1, Institution.Category.class))),
          of(
              Institutions.MEMBERSHIPREVIEWED_EVENT,
              fields ->
                  new GovernanceEvent.MembershipReviewed(
                      fields.word(0),
                      fields.word(1),
                      fields.text(2),
                      fields.constant(3, MembershipReview.Recommendation.class),
                      fields.word(4))),
          of(
              Institutions.MEMBERSHIPREJECTED_EVENT,
              fields ->
                  new GovernanceEvent.MembershipRejected(
                      fields.word(0), AbiValues.word(fields.number(1)))));

  static final Set<EventDecoder> ACCOUNTS =
      Set.of(
          of(
              Accounts.ACCOUNTREQUESTED_EVENT,
              fields ->
                  new GovernanceEvent.AccountRequested(
                      fields.text(0), fields.word(1), fields.constant(2, Account.Role.class))),
          of(
              Accounts.ACCOUNTSTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.AccountStatusChanged(
                      fields.text(0),
                      fields.word(1),
                      fields.constant(2, Account.Role.class),
                      fields.constant(3, Account.Status.class))),
          of(
              Accounts.ACCOUNTROTATED_EVENT,
              fields ->
                  new GovernanceEvent.AccountRotated(
                      fields.text(0), fields.text(1), fields.word(2))),
          of(
              Accounts.TARGETFUNCTIONROLEUPDATED_EVENT,
              fields ->
                  new GovernanceEvent.FunctionRoleChanged(
                      fields.text(0), fields.word(2), FunctionRole.told(fields.number(1)))));

  static final Set<EventDecoder> PROTOCOL_KEYS =
      Set.of(
          of(
              ProtocolKeys.PROTOCOLKEYREGISTERED_EVENT,
              fields ->
                  new GovernanceEvent.ProtocolKeyRegistered(
                      fields.text(0),
                      fields.constant(1, ProtocolKey.Suite.class),
                      fields.whole(2),
                      fields.word(3),
                      fields.whole(4),
                      fields.word(5))),
          of(
              ProtocolKeys.PROTOCOLKEYCHECKED_EVENT,
              fields ->
                  new GovernanceEvent.ProtocolKeyChecked(
                      fields.text(0),
                      fields.constant(1, ProtocolKey.Suite.class),
                      fields.whole(2),
                      fields.word(3),
                      fields.text(4))),
          of(
              ProtocolKeys.PROTOCOLKEYCONFIRMED_EVENT,
              fields ->
                  new GovernanceEvent.ProtocolKeyConfirmed(
                      fields.text(0),
                      fields.constant(1, ProtocolKey.Suite.class),
                      fields.whole(2))),
          of(
              ProtocolKeys.PROTOCOLKEYREVOKED_EVENT,
              fields ->
                  new GovernanceEvent.ProtocolKeyRevoked(
                      fields.text(0),
                      fields.constant(1, ProtocolKey.Suite.class),
                      fields.whole(2))),
          of(
              ProtocolKeys.CONFIRMATIONSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.KeyConfirmationsChanged(fields.number(0).intValueExact())));

  static final Set<EventDecoder> NODES =
      Set.of(
          of(
              Nodes.NODEREQUESTED_EVENT,
              fields ->
                  new GovernanceEvent.NodeRequested(
                      fields.word(0),
                      fields.word(1),
                      fields.constant(2, Node.Kind.class),
                      fields.text(3))),
          of(
              Nodes.NODESTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.NodeStatusChanged(
                      fields.word(0),
                      fields.word(1),
                      fields.constant(2, Node.Kind.class),
                      fields.constant(3, Node.Status.class))),
          of(
              Nodes.VALIDATORSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.ValidatorsChanged(
                      fields.list(0).stream().map(Object::toString).toList())));

  static final Set<EventDecoder> SERVICES =
      Set.of(
          of(
              Services.SERVICEREGISTERED_EVENT,
              fields ->
                  new GovernanceEvent.ServiceRegistered(
                      fields.word(0),
                      fields.word(1),
                      fields.constant(2, Service.Kind.class),
                      fields.text(3))),
          of(
              Services.SERVICEUPDATED_EVENT,
              fields -> new GovernanceEvent.ServiceUpdated(fields.word(0))),
          of(
              Services.SERVICESPAIRED_EVENT,
              fields -> new GovernanceEvent.ServicesPaired(fields.word(0), fields.word(1))),
          of(
              Services.SERVICESTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.ServiceStatusChanged(
                      fields.word(0), fields.constant(1, Service.Status.class))));

  static final Set<EventDecoder> SUBCHAINS =
      Set.of(
          of(
              Subchains.SUBCHAINREGISTERED_EVENT,
              fields ->
                  new GovernanceEvent.SubchainRegistered(
                      fields.word(0),
                      fields.word(1),
                      fields.text(2),
                      AbiValues.clamped(fields.number(3)))),
          of(
              Subchains.SUBCHAINSTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.SubchainStatusChanged(
                      fields.word(0), fields.constant(1, Subchain.Status.class))),
          of(
              Subchains.TRUSTANCHORSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.TrustAnchorsChanged(
                      fields.word(0), fields.constant(1, Subchain.Rule.class))),
          of(
              Subchains.APPLICATIONREGISTERED_EVENT,
              fields ->
                  new GovernanceEvent.ApplicationRegistered(
                      fields.word(0), fields.word(1), fields.word(2), fields.text(3))),
          of(
              Subchains.APPLICATIONSTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.ApplicationStatusChanged(
                      fields.word(0), fields.constant(1, Subchain.Status.class))),
          of(
              Subchains.CONTRACTREGISTERED_EVENT,
              fields ->
                  new GovernanceEvent.ContractRegistered(
                      fields.word(0), fields.word(1), fields.word(2))),
          of(
              Subchains.CONTRACTSTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.ContractStatusChanged(
                      fields.word(0), fields.constant(1, Subchain.Status.class))));

  static final Set<EventDecoder> PIPELINES =
      Set.of(
          of(
              Pipelines.PIPELINEREQUESTED_EVENT,
              fields ->
                  new GovernanceEvent.PipelineRequested(
                      fields.word(0), fields.whole(3), fields.word(1), fields.word(2))),
          of(
              Pipelines.PIPELINESTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.PipelineStatusChanged(
                      fields.word(0), fields.constant(1, Pipeline.Status.class))),
          of(
              Pipelines.PIPELINEAMENDMENTPROPOSED_EVENT,
              fields ->
                  new GovernanceEvent.PipelineAmendmentProposed(
                      fields.word(0), fields.whole(2), fields.word(1))),
          of(
              Pipelines.PIPELINEAMENDED_EVENT,
              fields ->
                  new GovernanceEvent.PipelineAmended(
                      fields.word(0), fields.whole(1), fields.whole(2), fields.word(3))));

  static final Set<EventDecoder> CONTRACTS =
      Set.of(
          of(
              Contracts.GOVERNEDCONTRACTREGISTERED_EVENT,
              fields ->
                  new GovernanceEvent.GovernedContractRegistered(
                      fields.word(0), fields.text(1), fields.text(2), fields.text(3))),
          of(
              Contracts.GOVERNEDCONTRACTUPGRADED_EVENT,
              fields ->
                  new GovernanceEvent.GovernedContractUpgraded(
                      fields.word(0), fields.text(1), (int) fields.whole(2))),
          of(
              Contracts.GOVERNEDCONTRACTSTATUSCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.GovernedContractStatusChanged(
                      fields.word(0), fields.constant(1, GovernedContract.Status.class))));

  private RegistryEventDecoders() {}
}
