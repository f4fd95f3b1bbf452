package io.govchain.console.index;

import static io.govchain.console.store.Kind.ACCOUNTS;
import static io.govchain.console.store.Kind.ALLIANCES;
import static io.govchain.console.store.Kind.APPLICATIONS;
import static io.govchain.console.store.Kind.BUSINESS_CONTRACTS;
import static io.govchain.console.store.Kind.CHAIN;
import static io.govchain.console.store.Kind.DATA_SETS;
import static io.govchain.console.store.Kind.GOVERNANCE_CONTRACTS;
import static io.govchain.console.store.Kind.INSTITUTIONS;
import static io.govchain.console.store.Kind.MEMBERSHIP_APPLICATIONS;
import static io.govchain.console.store.Kind.NODES;
import static io.govchain.console.store.Kind.PIPELINES;
import static io.govchain.console.store.Kind.RULES;
import static io.govchain.console.store.Kind.SERVICES;
import static io.govchain.console.store.Kind.SUBCHAINS;
import static io.govchain.console.store.Kind.TRANSACTIONS;
import static io.govchain.console.store.Kind.WORK_ORDERS;

import io.govchain.console.store.Kind;
import io.govchain.console.store.Subject;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.governance.ContractNames;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvent.AllianceChange;
import io.govchain.governance.GovernanceEvent.DataChange;
import io.govchain.governance.Paths;
import io.govchain.governance.ProposedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an event is about.
 *
 * @param subjects the first is the one that it happened to
 * @param owner id of the institution that the first belongs to, where the event says it; of credit
 *     only the id's first 16 bytes
 * @param born whether the first was registered by this event
 */
record EventSubjects(List<Subject> subjects, Optional<String> owner, boolean born) {
  /** Stands for all applications with a code, until the store has told which those are. */
  static final String CODE = "code:";

  /** Of the ledger's lines, which are stored with their transaction. */
  static final EventSubjects NONE = new EventSubjects(List.of(), Optional.empty(), false);

  private static final String VOTING = "voting";
  private static final String PERMISSIONS = "permissions";
  private static final int WORD_START = 10;
  private static final int WORD_END = 74;

  private static EventSubjects about(Kind kind, String id) {
    return new EventSubjects(List.of(new Subject(kind, id)), Optional.empty(), false);
  }

  private EventSubjects and(Kind kind, String id) {
    return new EventSubjects(
        Stream.concat(subjects.stream(), Stream.of(new Subject(kind, id)))
            .filter(subject -> !subject.id().matches("0x0*"))
            .distinct()
            .toList(),
        owner,
        born);
  }

  private EventSubjects of(String institution) {
    return new EventSubjects(subjects, Optional.of(institution), born);
  }

  private EventSubjects registers() {
    return new EventSubjects(subjects, owner, true);
  }

  static EventSubjects of(GovernanceEvent event) {
    return switch (event) {
      case GovernanceEvent.OfLedger line -> about(TRANSACTIONS, line.transaction());
      case GovernanceEvent.OfMembershipApplication application -> of(application);
      case GovernanceEvent.OfWorkOrder order -> of(order);
      case GovernanceEvent.OfCredit credit -> of(credit);
      case GovernanceEvent.OfRules rules -> of(rules);
      case GovernanceEvent.OfRegistry registry -> of(registry);
      case GovernanceEvent.CallsNotCounted missed ->
          about(PIPELINES, Long.toString(missed.pipeline()));
      case GovernanceEvent.DataUsed used ->
          about(DATA_SETS, used.id())
              .and(INSTITUTIONS, used.institution())
              .and(TRANSACTIONS, used.transaction());
    };
  }

  private static EventSubjects of(GovernanceEvent.OfMembershipApplication event) {
    EventSubjects subject = about(MEMBERSHIP_APPLICATIONS, event.application());
    return switch (event) {
      case GovernanceEvent.MembershipApplied applied -> subject.registers();
      case GovernanceEvent.MembershipApplicationWithdrawn withdrawn -> subject;
      case GovernanceEvent.MembershipReviewed reviewed -> subject.of(reviewed.institution());
      case GovernanceEvent.MembershipRejected rejected ->
          subject.and(WORK_ORDERS, rejected.workOrder());
    };
  }

  private static EventSubjects of(GovernanceEvent.OfWorkOrder event) {
    EventSubjects subject = about(WORK_ORDERS, event.workOrder());
    return switch (event) {
      case GovernanceEvent.WorkOrderProposed proposed -> resolved(subject, proposed).registers();
      case GovernanceEvent.VoteCast cast -> subject.and(ACCOUNTS, cast.voter());
      case GovernanceEvent.WorkOrderExecuted executed -> subject;
      case GovernanceEvent.WorkOrderCancelled cancelled -> subject;
    };
  }

  /** A work order that speaks of a transaction is told with that transaction. */
  private static EventSubjects resolved(
      EventSubjects subject, GovernanceEvent.WorkOrderProposed proposed) {
    EventSubjects all = subject;
    for (ProposedCall call : proposed.proposal().calls()) {
      if (call.to().equals(GovernanceAddresses.TRANSACTIONS) && call.data().length() >= WORD_END) {
        all = all.and(TRANSACTIONS, "0x" + call.data().substring(WORD_START, WORD_END));
      }
    }
    return all;
  }

  private static EventSubjects of(GovernanceEvent.OfCredit event) {
    EventSubjects subject = about(INSTITUTIONS, event.institution());
    return switch (event) {
      case GovernanceEvent.CreditScoreChanged changed ->
          subject.and(INSTITUTIONS, changed.counterparty());
      case GovernanceEvent.InstitutionRestricted restricted -> subject;
      case GovernanceEvent.InstitutionRestored restored -> subject;
      case GovernanceEvent.CreditNotRecorded missed -> subject.and(INSTITUTIONS, missed.target());
      case GovernanceEvent.AffiliationChanged changed -> subject.and(INSTITUTIONS, changed.other());
    };
  }

  private static EventSubjects of(GovernanceEvent.OfRules event) {
    return switch (event) {
      case GovernanceEvent.CreditRulesChanged changed -> about(RULES, "credit");
      case GovernanceEvent.PolicyChanged changed -> ruleOf(changed.target(), VOTING);
      case GovernanceEvent.FunctionRoleChanged changed -> ruleOf(changed.target(), PERMISSIONS);
      case GovernanceEvent.KeyConfirmationsChanged changed -> about(RULES, "keys");
      case GovernanceEvent.PeriodsChanged changed -> about(RULES, VOTING);
    };
  }

  private static EventSubjects ruleOf(String target, String rule) {
    String contract = ContractNames.at(target);
    EventSubjects all = about(RULES, rule);
    return contract.equals(target) ? all : all.and(GOVERNANCE_CONTRACTS, Paths.id(contract));
  }

  private static EventSubjects of(GovernanceEvent.OfRegistry event) {
    return switch (event) {
      case GovernanceEvent.InstitutionRestricted credit ->
          about(INSTITUTIONS, credit.institution());
      case GovernanceEvent.InstitutionRestored credit -> about(INSTITUTIONS, credit.institution());
      case GovernanceEvent.InstitutionAdmitted e ->
          about(INSTITUTIONS, e.id()).and(MEMBERSHIP_APPLICATIONS, CODE + e.code()).registers();
      case GovernanceEvent.InstitutionStatusChanged e -> about(INSTITUTIONS, e.id());
      case GovernanceEvent.InstitutionCategoryChanged e -> about(INSTITUTIONS, e.id());
      case GovernanceEvent.SeatChanged e -> about(INSTITUTIONS, e.institution());
      case GovernanceEvent.AccountRequested e ->
          about(ACCOUNTS, e.account()).of(e.institution()).registers();
      case GovernanceEvent.AccountStatusChanged e ->
          about(ACCOUNTS, e.account()).of(e.institution());
      case GovernanceEvent.AccountRotated e ->
          about(ACCOUNTS, e.successor()).and(ACCOUNTS, e.account()).of(e.institution()).registers();
      case GovernanceEvent.ProtocolKeyRegistered e -> about(ACCOUNTS, e.account());
      case GovernanceEvent.ProtocolKeyChecked e ->
          about(ACCOUNTS, e.account()).and(ACCOUNTS, e.governor());
      case GovernanceEvent.ProtocolKeyConfirmed e -> about(ACCOUNTS, e.account());
      case GovernanceEvent.ProtocolKeyRevoked e -> about(ACCOUNTS, e.account());
      case GovernanceEvent.NodeRequested e -> about(NODES, e.id()).of(e.institution()).registers();
      case GovernanceEvent.NodeStatusChanged e -> about(NODES, e.id()).of(e.institution());
      case GovernanceEvent.ValidatorsChanged e -> about(CHAIN, "validators");
      case GovernanceEvent.MinimumValidatorsChanged e -> about(CHAIN, "validators");
      case GovernanceEvent.ServiceRegistered e ->
          about(SERVICES, e.id()).and(ACCOUNTS, e.account()).of(e.institution()).registers();
      case GovernanceEvent.ServiceUpdated e -> about(SERVICES, e.id());
      case GovernanceEvent.ServicesPaired e ->
          about(SERVICES, e.subchainProxy()).and(SERVICES, e.crosschainProxy());
      case GovernanceEvent.ServiceStatusChanged e -> about(SERVICES, e.id());
      case GovernanceEvent.ServiceCertificateRotated e -> about(SERVICES, e.id());
      case GovernanceEvent.SubchainRegistered e ->
          about(SUBCHAINS, e.id()).of(e.institution()).registers();
      case GovernanceEvent.SubchainStatusChanged e -> about(SUBCHAINS, e.id());
      case GovernanceEvent.TrustAnchorsChanged e -> about(SUBCHAINS, e.id());
      case GovernanceEvent.SubchainOffered e ->
          about(SUBCHAINS, e.id()).and(INSTITUTIONS, e.to()).of(e.from());
      case GovernanceEvent.SubchainTransferred e ->
          about(SUBCHAINS, e.id()).and(INSTITUTIONS, e.from()).of(e.to());
      case GovernanceEvent.ApplicationRegistered e ->
          about(APPLICATIONS, e.id()).and(SUBCHAINS, e.subchain()).of(e.institution()).registers();
      case GovernanceEvent.ApplicationStatusChanged e -> about(APPLICATIONS, e.id());
      case GovernanceEvent.ApplicationKeyChanged e -> about(APPLICATIONS, e.id());
      case GovernanceEvent.ContractRegistered e ->
          about(BUSINESS_CONTRACTS, e.id())
              .and(SUBCHAINS, e.subchain())
              .of(e.institution())
              .registers();
      case GovernanceEvent.ContractStatusChanged e -> about(BUSINESS_CONTRACTS, e.id());
      case GovernanceEvent.ContractClassified e -> about(BUSINESS_CONTRACTS, e.id());
      case GovernanceEvent.PipelineRequested e ->
          about(PIPELINES, e.id()).and(INSTITUTIONS, e.target()).of(e.source()).registers();
      case GovernanceEvent.PipelineStatusChanged e -> about(PIPELINES, e.id());
      case GovernanceEvent.PipelineAmendmentProposed e ->
          about(PIPELINES, e.id()).and(INSTITUTIONS, e.by());
      case GovernanceEvent.PipelineAmended e -> about(PIPELINES, e.id());
      case GovernanceEvent.GovernedContractRegistered e ->
          about(GOVERNANCE_CONTRACTS, e.id()).registers();
      case GovernanceEvent.GovernedContractUpgraded e -> about(GOVERNANCE_CONTRACTS, e.id());
      case GovernanceEvent.GovernedContractStatusChanged e -> about(GOVERNANCE_CONTRACTS, e.id());
      case GovernanceEvent.GovernedContractDecided e -> about(GOVERNANCE_CONTRACTS, e.id());
      case GovernanceEvent.AllianceChanged e -> alliance(e);
      case GovernanceEvent.DataSetChanged e -> dataSet(e);
    };
  }

  private static EventSubjects alliance(GovernanceEvent.AllianceChanged event) {
    EventSubjects subject = about(ALLIANCES, event.id());
    Kind other =
        switch (event.change()) {
          case SUBCHAIN_ADDED, SUBCHAIN_REMOVED -> SUBCHAINS;
          case MERGE_OFFERED, MERGED -> ALLIANCES;
          case FOUNDED,
              INVITED,
              REQUESTED,
              CONSENT_WITHDRAWN,
              JOINED,
              LEFT,
              EXCLUDED,
              ROLE_CHANGED,
              LEAD_OFFERED,
              MOTION_SUPPORTED,
              MOTION_CARRIED,
              DISSOLVED ->
              INSTITUTIONS;
        };
    EventSubjects both = subject.and(other, event.subject());
    return event.change() == AllianceChange.FOUNDED ? both.registers() : both;
  }

  private static EventSubjects dataSet(GovernanceEvent.DataSetChanged event) {
    EventSubjects subject = about(DATA_SETS, event.id());
    return event.change() == DataChange.REGISTERED
        ? subject.of(event.institution()).registers()
        : subject.and(INSTITUTIONS, event.institution());
  }

  /** Copies with other subjects. */
  EventSubjects with(List<Subject> others) {
    return new EventSubjects(new ArrayList<>(others), owner, born);
  }
}
