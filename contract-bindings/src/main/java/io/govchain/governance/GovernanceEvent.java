package io.govchain.governance;

import java.util.List;

/** Something that happened on the governance chain, named as in the contracts. */
public sealed interface GovernanceEvent {

  /** A line of the transaction ledger. */
  sealed interface OfLedger extends GovernanceEvent {

    /** The cross-chain transaction it is about. */
    String transaction();
  }

  /** A request for membership: nothing that is registered changed. */
  sealed interface OfMembershipApplication extends GovernanceEvent {

    /** The application's id. */
    String application();
  }

  /** A change of what is registered; anything read before may have changed. */
  sealed interface OfRegistry extends GovernanceEvent {}

  /** Something about a work order. */
  sealed interface OfWorkOrder extends GovernanceEvent {

    /** The work order it is about. */
    String workOrder();
  }

  /** Something about an institution's credit. */
  sealed interface OfCredit extends GovernanceEvent {

    /** The first 16 bytes of the id of the institution it is about. */
    String institution();
  }

  /** A change of the rules of voting or of credit. */
  sealed interface OfRules extends GovernanceEvent {}

  /** A transaction was opened; {@code initiator} is an institution's id. */
  record TransactionOpened(
      String transaction, String initiator, long deadline, List<StepDescriptor> steps)
      implements OfLedger {

    /** Keeps its own copy of the list. */
    public TransactionOpened {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A report that was taken in; {@code step} is {@link Report#WHOLE_TRANSACTION} where it is about
   * all of it; {@code digest} is empty where a step was accepted, which is about the digest that
   * was reported.
   */
  record StepReported(String transaction, String institution, int step, Entry entry, String digest)
      implements OfLedger {}

  /** A transaction reached another status. */
  record TransactionStatusChanged(String transaction, TransactionRecord.Status status)
      implements OfLedger {}

  /** The ledger refused an entry of account {@code by}. */
  record EntryRejected(String transaction, String by, int step, Entry entry, Rejection reason)
      implements OfLedger {}

  /** A work order resolved an escalated transaction. */
  record TransactionResolved(String transaction, String note) implements OfLedger {}

  /** Somebody applied for membership. */
  record MembershipApplied(String application, String applicant, String code)
      implements OfMembershipApplication {}

  /** An application was withdrawn. */
  record MembershipApplicationWithdrawn(String application) implements OfMembershipApplication {}

  /** A genesis institution put its recommendation on an application on record. */
  record MembershipReviewed(
      String application,
      String institution,
      String reviewer,
      MembershipReview.Recommendation recommendation,
      String reportDigest)
      implements OfMembershipApplication {}

  /** The vote on admission went against the applicant. */
  record MembershipRejected(String application, String workOrder)
      implements OfMembershipApplication {}

  /** An institution was admitted. */
  record InstitutionAdmitted(String id, String code, Institution.Category category, String did)
      implements OfRegistry {}

  /** An institution was suspended, reinstated, expelled or withdrew. */
  record InstitutionStatusChanged(String id, Institution.Status status) implements OfRegistry {}

  /** An institution is now of another category. */
  record InstitutionCategoryChanged(String id, Institution.Category category)
      implements OfRegistry {}

  /** An institution took or lost its seat in the electorate. */
  record SeatChanged(String institution, long seat, boolean seated) implements OfRegistry {}

  /** An account was requested. */
  record AccountRequested(String account, String institution, Account.Role role)
      implements OfRegistry {}

  /** An account was activated, frozen or revoked. */
  record AccountStatusChanged(
      String account, String institution, Account.Role role, Account.Status status)
      implements OfRegistry {}

  /** An account's key was replaced; the successor holds its institution and role. */
  record AccountRotated(String account, String successor, String institution)
      implements OfRegistry {}

  /** An account registered a protocol key; the proof is what others check off the chain. */
  record ProtocolKeyRegistered(
      String account,
      ProtocolKey.Suite suite,
      long version,
      String publicKey,
      long validUntil,
      String proof)
      implements OfRegistry {}

  /** An institution's governor checked the proof of a protocol key. */
  record ProtocolKeyChecked(
      String account, ProtocolKey.Suite suite, long version, String institution, String governor)
      implements OfRegistry {}

  /** A protocol key counts from now on. */
  record ProtocolKeyConfirmed(String account, ProtocolKey.Suite suite, long version)
      implements OfRegistry {}

  /** A protocol key does not count any more. */
  record ProtocolKeyRevoked(String account, ProtocolKey.Suite suite, long version)
      implements OfRegistry {}

  /** A node was requested. */
  record NodeRequested(String id, String institution, Node.Kind kind, String validator)
      implements OfRegistry {}

  /** A node was admitted or removed. */
  record NodeStatusChanged(String id, String institution, Node.Kind kind, Node.Status status)
      implements OfRegistry {}

  /** The validators are now these. */
  record ValidatorsChanged(List<String> validators) implements OfRegistry {

    /** Keeps its own copy of the list. */
    public ValidatorsChanged {
      validators = List.copyOf(validators);
    }
  }

  /** A proxy was registered. */
  record ServiceRegistered(String id, String institution, Service.Kind kind, String account)
      implements OfRegistry {}

  /** A proxy's account, endpoint or certificate changed. */
  record ServiceUpdated(String id) implements OfRegistry {}

  /** Two proxies were paired. */
  record ServicesPaired(String subchainProxy, String crosschainProxy) implements OfRegistry {}

  /** A proxy was suspended, resumed or retired. */
  record ServiceStatusChanged(String id, Service.Status status) implements OfRegistry {}

  /** A subchain was registered. */
  record SubchainRegistered(String id, String institution, String kind, long chainId)
      implements OfRegistry {}

  /** A subchain's status changed. */
  record SubchainStatusChanged(String id, Subchain.Status status) implements OfRegistry {}

  /** A subchain's evidence is now verified otherwise. */
  record TrustAnchorsChanged(String id, Subchain.Rule rule) implements OfRegistry {}

  /** An application was registered. */
  record ApplicationRegistered(String id, String institution, String subchain, String key)
      implements OfRegistry {}

  /** An application's status changed. */
  record ApplicationStatusChanged(String id, Subchain.Status status) implements OfRegistry {}

  /** A business contract was registered. */
  record ContractRegistered(String id, String institution, String subchain) implements OfRegistry {}

  /** A business contract's status changed. */
  record ContractStatusChanged(String id, Subchain.Status status) implements OfRegistry {}

  /** A pipeline was requested; source and target are institutions' ids. */
  record PipelineRequested(String id, long number, String source, String target)
      implements OfRegistry {}

  /** A pipeline's status changed. */
  record PipelineStatusChanged(String id, Pipeline.Status status) implements OfRegistry {}

  /** Other ends or terms were proposed as that version; {@code by} is an institution's id. */
  record PipelineAmendmentProposed(String id, long number, String by) implements OfRegistry {}

  /** A pipeline's version was superseded by another. */
  record PipelineAmended(String id, long number, long superseded, String constraintHash)
      implements OfRegistry {}

  /**
   * A score is another now, or would be without the bounds.
   *
   * @param institution the first 16 bytes of its id; so the counterparty
   * @param settled steps with the counterparty that settled
   * @param faults of the institution towards the counterparty
   */
  record CreditScoreChanged(
      String institution,
      String counterparty,
      int before,
      int score,
      long settled,
      CreditFaults faults)
      implements OfCredit {}

  /** An institution, named by the first 16 bytes of its id, may open no transactions now. */
  record InstitutionRestricted(String institution, int score, int threshold)
      implements OfCredit, OfRegistry {}

  /** A work order lifted an institution's restriction. */
  record InstitutionRestored(String institution, int before, int score)
      implements OfCredit, OfRegistry {}

  /**
   * A batch's outcomes did not reach {@code Credit}, which is frozen or broken: no score moved.
   *
   * @param institution the source, by the first 16 bytes of its id; so the target
   */
  record CreditNotRecorded(
      String institution,
      String target,
      long settled,
      CreditFaults sourceFaults,
      CreditFaults targetFaults)
      implements OfCredit {}

  /** A batch's calls were not counted against a pipeline's limit: {@code Pipelines} is broken. */
  record CallsNotCounted(long pipeline, long calls) implements GovernanceEvent {}

  /** Two institutions are held to belong together, or no longer. */
  record AffiliationChanged(String institution, String other, boolean affiliated)
      implements OfCredit {}

  /** Outcomes move scores otherwise now. */
  record CreditRulesChanged(CreditRules rules) implements OfRules {}

  /** A further governance contract entered the directory. */
  record GovernedContractRegistered(String id, String name, String location, String implementation)
      implements OfRegistry {}

  /** A governance contract was upgraded. */
  record GovernedContractUpgraded(String id, String implementation, int version)
      implements OfRegistry {}

  /** A governance contract was frozen, unfrozen or retired. */
  record GovernedContractStatusChanged(String id, GovernedContract.Status status)
      implements OfRegistry {}

  /** There must now be at least so many validators. */
  record MinimumValidatorsChanged(long minimum) implements OfRegistry {}

  /** A service shows another certificate; the previous one is good until then, in seconds. */
  record ServiceCertificateRotated(
      String id, String tlsFingerprint, String previous, long previousUntil)
      implements OfRegistry {}

  /** A subchain was offered to another institution; to the zero word when taken back. */
  record SubchainOffered(String id, String from, String to) implements OfRegistry {}

  /** A subchain changed hands with everything on it. */
  record SubchainTransferred(String id, String from, String to) implements OfRegistry {}

  /** An application has another key and certificate. */
  record ApplicationKeyChanged(String id, String key, String tlsFingerprint)
      implements OfRegistry {}

  /** A business contract handles data of this class. */
  record ContractClassified(String id, DataClass dataClass) implements OfRegistry {}

  /** A governance contract was decided on and awaits its code. */
  record GovernedContractDecided(String id, String name, String creationCodeHash)
      implements OfRegistry {}

  /** What can happen to an alliance. */
  enum AllianceChange implements Worded {
    FOUNDED,
    INVITED,
    REQUESTED,
    CONSENT_WITHDRAWN,
    JOINED,
    LEFT,
    EXCLUDED,
    ROLE_CHANGED,
    LEAD_OFFERED,
    SUBCHAIN_ADDED,
    SUBCHAIN_REMOVED,
    MOTION_SUPPORTED,
    MOTION_CARRIED,
    MERGE_OFFERED,
    MERGED,
    DISSOLVED
  }

  /**
   * An alliance changed.
   *
   * @param subject id of the institution, subchain or other alliance that it is about; the zero
   *     word for none
   */
  record AllianceChanged(String id, AllianceChange change, String subject) implements OfRegistry {}

  /** What can happen to shared data. */
  enum DataChange implements Worded {
    REGISTERED,
    DESCRIBED,
    CLASSIFIED,
    STATUS_CHANGED,
    GRANT_REQUESTED,
    GRANTED,
    GRANT_REVOKED
  }

  /**
   * Something about a data set changed.
   *
   * @param institution id of the owner or of the grantee, the zero word where neither is named
   */
  record DataSetChanged(String id, DataChange change, String institution) implements OfRegistry {}

  /**
   * A use of shared data was recorded.
   *
   * @param transaction the cross-chain transaction in which it was, the zero word for none
   * @param number counts the uses of the data set from 1
   */
  record DataUsed(
      String id, String institution, String transaction, long number, int version, String digest)
      implements GovernanceEvent {}

  /** A work order was proposed. */
  record WorkOrderProposed(
      String workOrder, String proposer, Proposal proposal, long snapshot, long deadline)
      implements OfWorkOrder {}

  /** An institution's governor voted. */
  record VoteCast(String workOrder, String voter, WorkOrder.Vote vote, String reason)
      implements OfWorkOrder {}

  /** A work order was executed. */
  record WorkOrderExecuted(String workOrder) implements OfWorkOrder {}

  /** A work order was cancelled by its proposer. */
  record WorkOrderCancelled(String workOrder) implements OfWorkOrder {}

  /** A call now needs another majority. */
  record PolicyChanged(String target, String selector, WorkOrder.Policy policy)
      implements OfRules {}

  /**
   * Others may call a governed function now than before.
   *
   * @param role as {@link FunctionRole#told}
   */
  record FunctionRoleChanged(String target, String selector, String role) implements OfRules {}

  /** So many institutions must confirm a protocol key now. */
  record KeyConfirmationsChanged(int confirmations) implements OfRules {}

  /** Voting and grace now last otherwise; seconds. */
  record PeriodsChanged(long votingPeriod, long gracePeriod) implements OfRules {}
}
