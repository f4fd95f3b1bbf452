package io.govchain.governance;

import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.AbiValues.ordinal;
import static io.govchain.governance.AbiValues.word;

import io.govchain.contracts.generated.Pipelines;
import io.govchain.contracts.generated.Subchains;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.Contract;

/**
 * Builds every call that accounts make on the governance chain themselves; what only a work order
 * may do is in {@link GovernanceActions}. Who may make a call is said in the contracts' own
 * documentation.
 *
 * <p>Gas limits are fixed by the shape of the call, never estimated: an estimate made in one second
 * can be too low in the next, when a vote's checkpoint opens a new slot.
 */
public final class GovernanceCalls {

  /** Most openings and reports together that the ledger takes in one batch. */
  public static final int MOST_ENTRIES = 256;

  private GovernanceCalls() {}

  /** Applies for membership; anybody may. */
  public static Call applyForMembership(
      String code,
      String name,
      Institution.Category category,
      String documentDigest,
      String attributes) {
    return call(
        Wrappers.INSTITUTIONS,
        Wrappers.INSTITUTIONS.applyForMembership(
            Paths.checkCode(code), name, ordinal(category), word(documentDigest), attributes));
  }

  /** Withdraws the caller's own application. */
  public static Call withdrawApplication(String applicationId) {
    return call(
        Wrappers.INSTITUTIONS, Wrappers.INSTITUTIONS.withdrawApplication(word(applicationId)));
  }

  /** Withdraws the caller's institution from the consortium. */
  public static Call withdrawInstitution() {
    return call(Wrappers.INSTITUTIONS, Wrappers.INSTITUTIONS.withdraw());
  }

  /**
   * Requests an account for an institution.
   *
   * @param publicKey X||Y, 64 bytes
   * @param consent made by {@link AccountConsent#sign} with the account's key
   */
  public static Call requestAccount(
      String account, String institution, Account.Role role, String publicKey, String consent) {
    return call(
        Wrappers.ACCOUNTS,
        Wrappers.ACCOUNTS.requestAccount(
            Hex.address(account),
            id(institution),
            ordinal(role),
            Hex.bytes(publicKey),
            Hex.bytes(consent)));
  }

  /** Freezes an account of the caller's own institution. */
  public static Call freezeAccount(String address) {
    return direct(GovernanceActions.freezeAccount(address));
  }

  /** Revokes an account of the caller's own institution for good. */
  public static Call revokeAccount(String address) {
    return direct(GovernanceActions.revokeAccount(address));
  }

  /**
   * Requests that a node of the caller's institution be admitted.
   *
   * @param consent of the node's key to belong to that institution
   */
  public static Call requestNode(Node.Kind kind, NodeConsent consent, String endpoint) {
    return call(
        Wrappers.NODES,
        Wrappers.NODES.request(
            ordinal(kind), Hex.bytes(consent.publicKey()), endpoint, Hex.bytes(consent.proof())));
  }

  /** Registers a proxy of the caller's institution. */
  public static Call registerService(
      String code, Service.Kind kind, String account, String endpoint, String tlsFingerprint) {
    return call(
        Wrappers.SERVICES,
        Wrappers.SERVICES.register(
            Paths.checkCode(code),
            ordinal(kind),
            Hex.address(account),
            endpoint,
            word(tlsFingerprint)));
  }

  /** Changes where a service is and what it signs and presents. */
  public static Call updateService(
      String pathOrId, String account, String endpoint, String tlsFingerprint) {
    return call(
        Wrappers.SERVICES,
        Wrappers.SERVICES.update(
            id(pathOrId), Hex.address(account), endpoint, word(tlsFingerprint)));
  }

  /** Pairs the two proxies of one institution. */
  public static Call pairServices(String subchainProxy, String crosschainProxy) {
    return call(Wrappers.SERVICES, Wrappers.SERVICES.pair(id(subchainProxy), id(crosschainProxy)));
  }

  /** Replaces a service's certificate; the one before stays good until then, in seconds. */
  public static Call rotateCertificate(String pathOrId, String tlsFingerprint, long previousUntil) {
    return call(
        Wrappers.SERVICES,
        Wrappers.SERVICES.rotateCertificate(
            id(pathOrId), word(tlsFingerprint), BigInteger.valueOf(previousUntil)));
  }

  /** Suspends a service. */
  public static Call suspendService(String pathOrId) {
    return call(Wrappers.SERVICES, Wrappers.SERVICES.suspend(id(pathOrId)));
  }

  /** Ends a service's suspension. */
  public static Call resumeService(String pathOrId) {
    return call(Wrappers.SERVICES, Wrappers.SERVICES.resume(id(pathOrId)));
  }

  /** Retires a service for good. */
  public static Call retireService(String pathOrId) {
    return call(Wrappers.SERVICES, Wrappers.SERVICES.retire(id(pathOrId)));
  }

  /** Registers a subchain behind a subchain proxy. */
  public static Call registerSubchain(
      String code, String kind, long chainId, String service, TrustAnchors trustAnchors) {
    return call(
        Wrappers.SUBCHAINS,
        Wrappers.SUBCHAINS.registerSubchain(
            Paths.checkCode(code),
            kind,
            BigInteger.valueOf(chainId),
            id(service),
            ordinal(trustAnchors.rule()),
            Hex.bytes(trustAnchors.encoded())));
  }

  /** Registers an application by its key and client certificate. */
  public static Call registerApplication(
      String code, String subchain, String publicKey, String tlsFingerprint) {
    return call(
        Wrappers.SUBCHAINS,
        Wrappers.SUBCHAINS.registerApplication(
            Paths.checkCode(code), id(subchain), Hex.bytes(publicKey), word(tlsFingerprint)));
  }

  /** Registers a business contract with the functions that pipelines may allow. */
  public static Call registerContract(
      String code, String subchain, String contractAddress, List<ContractFunction> functions) {
    List<Subchains.ContractFunction> structs =
        functions.stream()
            .map(
                function ->
                    new Subchains.ContractFunction(
                        function.signature(),
                        ordinal(function.kind()),
                        AbiValues.wordOrZero(function.compensator())))
            .toList();
    return call(
        Wrappers.SUBCHAINS,
        Wrappers.SUBCHAINS.registerContract(
            Paths.checkCode(code), id(subchain), contractAddress, structs));
  }

  /** Suspends, resumes or retires a subchain. */
  public static Call setSubchainStatus(String pathOrId, Subchain.Status status) {
    return call(
        Wrappers.SUBCHAINS, Wrappers.SUBCHAINS.setSubchainStatus(id(pathOrId), ordinal(status)));
  }

  /** Suspends, resumes or retires an application. */
  public static Call setApplicationStatus(String pathOrId, Subchain.Status status) {
    return call(
        Wrappers.SUBCHAINS, Wrappers.SUBCHAINS.setApplicationStatus(id(pathOrId), ordinal(status)));
  }

  /** Suspends, resumes or retires a business contract. */
  public static Call setContractStatus(String pathOrId, Subchain.Status status) {
    return call(
        Wrappers.SUBCHAINS, Wrappers.SUBCHAINS.setContractStatus(id(pathOrId), ordinal(status)));
  }

  /** Changes what a subchain's evidence is verified against. */
  public static Call updateTrustAnchors(String subchain, TrustAnchors trustAnchors) {
    return call(
        Wrappers.SUBCHAINS,
        Wrappers.SUBCHAINS.updateTrustAnchors(
            id(subchain), ordinal(trustAnchors.rule()), Hex.bytes(trustAnchors.encoded())));
  }

  /** Changes an application's key and client certificate. */
  public static Call updateApplication(String pathOrId, String publicKey, String tlsFingerprint) {
    return call(
        Wrappers.SUBCHAINS,
        Wrappers.SUBCHAINS.updateApplication(
            id(pathOrId), Hex.bytes(publicKey), word(tlsFingerprint)));
  }

  /** Offers a subchain with everything on it; empty takes the offer back. */
  public static Call offerSubchain(String pathOrId, Optional<String> institution) {
    return call(
        Wrappers.SUBCHAINS,
        Wrappers.SUBCHAINS.offerSubchain(
            id(pathOrId), AbiValues.wordOrZero(institution.map(Paths::id))));
  }

  /** Takes an offered subchain over; the service is the new owner's subchain proxy. */
  public static Call acceptSubchain(String pathOrId, String service) {
    return call(Wrappers.SUBCHAINS, Wrappers.SUBCHAINS.acceptSubchain(id(pathOrId), id(service)));
  }

  /** Raises the class of the data that a contract handles. */
  public static Call classifyContract(String pathOrId, DataClass dataClass) {
    return call(
        Wrappers.SUBCHAINS, Wrappers.SUBCHAINS.classifyContract(id(pathOrId), ordinal(dataClass)));
  }

  /** Deploys a governance contract that was decided on; anybody who has its code may. */
  public static Call constructGovernedContract(String name, String creationCode) {
    Call call =
        call(Wrappers.CONTRACTS, Wrappers.CONTRACTS.construct(name, Hex.bytes(creationCode)));
    return new Call(call.to(), call.data(), GasLimits.construct(creationCode));
  }

  /** Requests a pipeline; the caller is the source's operator. */
  public static Call requestPipeline(
      String code, PipelineSide source, PipelineSide target, Pipeline.Terms terms) {
    return agreed(
        Wrappers.PIPELINES.request(
            Paths.checkCode(code), side(source), side(target), terms(terms)));
  }

  /** Proposes other ends or terms; the caller is an operator of either side. */
  public static Call amendPipeline(
      String pathOrId, PipelineSide source, PipelineSide target, Pipeline.Terms terms) {
    return agreed(Wrappers.PIPELINES.amend(id(pathOrId), side(source), side(target), terms(terms)));
  }

  /**
   * Accepts the version that the other side proposed.
   *
   * @param constraint of the version as it was read; the chain refuses to agree on anything else
   */
  public static Call acceptAmendment(String pathOrId, long number, String constraint) {
    return agreed(
        Wrappers.PIPELINES.acceptAmendment(
            id(pathOrId), BigInteger.valueOf(number), Hex.bytes(constraint)));
  }

  /**
   * Authorises a requested pipeline; the caller is the target's operator.
   *
   * @param constraint of what was read, {@link GovernanceChain#offered}; the chain refuses to agree
   *     on anything else
   */
  public static Call authorisePipeline(String pathOrId, String constraint) {
    return agreed(Wrappers.PIPELINES.authorise(id(pathOrId), Hex.bytes(constraint)));
  }

  /**
   * Remembers that all a version leads through is in order, so that openings cost less; anybody.
   */
  public static Call refreshPipeline(long number) {
    return agreed(Wrappers.PIPELINES.refresh(BigInteger.valueOf(number)));
  }

  /** Suspends a pipeline. */
  public static Call suspendPipeline(String pathOrId) {
    return call(Wrappers.PIPELINES, Wrappers.PIPELINES.suspend(id(pathOrId)));
  }

  /** Ends a suspension; only the side that suspended may. */
  public static Call resumePipeline(String pathOrId) {
    return call(Wrappers.PIPELINES, Wrappers.PIPELINES.resume(id(pathOrId)));
  }

  /** Closes a pipeline for good. */
  public static Call closePipeline(String pathOrId) {
    return call(Wrappers.PIPELINES, Wrappers.PIPELINES.close(id(pathOrId)));
  }

  /**
   * Writes a batch to the transaction ledger; a bad entry is rejected in the batch's results and
   * harms only itself.
   *
   * @throws IllegalArgumentException for more entries than {@link #MOST_ENTRIES}
   */
  public static Call record(List<Opening> openings, List<Report> reports) {
    int entries = openings.size() + reports.size();
    if (entries > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "expected at most %d entries in a batch, actual: %d".formatted(MOST_ENTRIES, entries));
    }
    return new Call(
        Wrappers.TRANSACTIONS.getContractAddress(),
        Wrappers.TRANSACTIONS.record(PackedEntries.encode(openings, reports)).encodeFunctionCall(),
        GasLimits.record(openings, reports));
  }

  /** Proposes a work order; the caller is an active governor. */
  public static Call propose(Proposal proposal) {
    return call(
        Wrappers.WORK_ORDERS,
        Wrappers.WORK_ORDERS.propose(
            proposal.targets(), proposal.values(), proposal.calldatas(), proposal.description()));
  }

  /** Votes for the caller's institution. */
  public static Call vote(String workOrderId, WorkOrder.Vote vote) {
    return call(
        Wrappers.WORK_ORDERS,
        Wrappers.WORK_ORDERS.castVote(AbiValues.number(workOrderId), ordinal(vote)));
  }

  /** Votes and says why. */
  public static Call vote(String workOrderId, WorkOrder.Vote vote, String reason) {
    return call(
        Wrappers.WORK_ORDERS,
        Wrappers.WORK_ORDERS.castVoteWithReason(
            AbiValues.number(workOrderId), ordinal(vote), reason));
  }

  /** Executes an accepted work order; anybody may. */
  public static Call execute(Proposal proposal) {
    RemoteFunctionCall<?> function =
        Wrappers.WORK_ORDERS.execute(
            proposal.targets(),
            proposal.values(),
            proposal.calldatas(),
            word(proposal.descriptionHash()),
            BigInteger.ZERO);
    return new Call(
        Wrappers.WORK_ORDERS.getContractAddress(),
        function.encodeFunctionCall(),
        GasLimits.execute(proposal));
  }

  /** Cancels a work order; its proposer may, until it is decided. */
  public static Call cancel(Proposal proposal) {
    return call(
        Wrappers.WORK_ORDERS,
        Wrappers.WORK_ORDERS.cancel(
            proposal.targets(),
            proposal.values(),
            proposal.calldatas(),
            word(proposal.descriptionHash())));
  }

  private static Pipelines.Side side(PipelineSide side) {
    return new Pipelines.Side(
        id(side.institution()),
        id(side.subchain()),
        id(side.service()),
        AbiValues.wordOrZero(side.application().map(Paths::id)),
        id(side.businessContract()),
        AbiValues.ids(side.functions()));
  }

  private static Pipelines.Terms terms(Pipeline.Terms terms) {
    return new Pipelines.Terms(
        BigInteger.valueOf(terms.validUntil()),
        ordinal(terms.dataClass()),
        BigInteger.valueOf(terms.callsPerWindow()),
        BigInteger.valueOf(terms.windowSeconds()));
  }

  /** What the ends consist of is read again, however short the call. */
  private static Call agreed(RemoteFunctionCall<?> function) {
    String data = function.encodeFunctionCall();
    return new Call(Wrappers.PIPELINES.getContractAddress(), data, GasLimits.agreement(data));
  }

  private static Call direct(ProposedCall call) {
    return new Call(call.to(), call.data(), GasLimits.write(call.data()));
  }

  private static Call call(Contract contract, RemoteFunctionCall<?> function) {
    return direct(new ProposedCall(contract.getContractAddress(), function.encodeFunctionCall()));
  }
}
