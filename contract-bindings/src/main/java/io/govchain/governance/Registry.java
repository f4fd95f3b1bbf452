package io.govchain.governance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is registered on the governance chain, one record at a time. Everything named by a path may
 * also be named by its id. The {@code active...} methods answer only while the record <em>and
 * everything it stands on</em> may act.
 */
public interface Registry {

  /** How many rotations back the signer of an old message is looked for. */
  int MOST_ROTATIONS = 16;

  /** How many versions back the constraint of a running transaction is looked for. */
  int MOST_VERSIONS = 16;

  /** The institution with this code or id. */
  Optional<Institution> institution(String codeOrId);

  /** The account with this address, requested or later. */
  Optional<Account> account(String address);

  /** The account whose key this one replaced. */
  Optional<String> predecessor(String account);

  /** The node with this id. */
  Optional<Node> node(String id);

  /** The service at this path or id. */
  Optional<Service> service(String pathOrId);

  /**
   * The certificates that a service may show, as it registered them: whether it may act at all is
   * told by {@link #activeService}.
   */
  Service.Certificates serviceCertificates(String pathOrId);

  /** The subchain at this path or id. */
  Optional<Subchain> subchain(String pathOrId);

  /** The application at this path or id. */
  Optional<Application> application(String pathOrId);

  /**
   * The keys that an application ever had, newest first, with the times that they count from; of
   * very many only the newest.
   */
  List<Application.Version> applicationVersions(String pathOrId);

  /** The business contract at this path or id. */
  Optional<BusinessContract> businessContract(String pathOrId);

  /** The pipeline at this path or id, in its present version. */
  Optional<Pipeline> pipeline(String pathOrId);

  /** The version of a pipeline with this number: what the steps of a transaction refer to. */
  Optional<Pipeline> pipeline(long number);

  /** The numbers of a pipeline's former versions, newest first; of very many only the newest. */
  List<Long> formerVersions(String pathOrId);

  /** Whether the version's subchains are still verified as it was agreed. */
  boolean trustHolds(long pipelineNumber);

  /**
   * Whether transactions may be opened through the version now: it is active and valid, both
   * institutions are active, and all that it leads through is in order.
   */
  boolean opens(long pipelineNumber);

  /** What evidence of a subchain was verified against when a pipeline was agreed by this hash. */
  Optional<TrustAnchors> agreedAnchors(String subchain, String trust);

  /** Whether the institution may open no transactions. */
  boolean restricted(String institution);

  /** The institution, while it is active. */
  default Optional<Institution> activeInstitution(String codeOrId) {
    return institution(codeOrId).filter(Institution::active);
  }

  /** The account, while it and its institution are active. */
  default Optional<Account> activeAccount(String address) {
    return account(address)
        .filter(Account::active)
        .filter(account -> institutionActive(account.institution()));
  }

  /** The service, while it, its institution and its cross-chain account are active. */
  default Optional<Service> activeService(String pathOrId) {
    return service(pathOrId).filter(Service::active).filter(this::accountSpeaksForService);
  }

  /** The subchain, while it and its institution are active. */
  default Optional<Subchain> activeSubchain(String pathOrId) {
    return subchain(pathOrId)
        .filter(Subchain::active)
        .filter(subchain -> institutionActive(subchain.institution()));
  }

  /** The application, while it, its subchain and their institution are active. */
  default Optional<Application> activeApplication(String pathOrId) {
    return application(pathOrId)
        .filter(Application::active)
        .filter(application -> activeSubchain(application.subchain()).isPresent());
  }

  /** The contract, while it, its subchain and their institution are active. */
  default Optional<BusinessContract> activeBusinessContract(String pathOrId) {
    return businessContract(pathOrId)
        .filter(BusinessContract::active)
        .filter(contract -> activeSubchain(contract.subchain()).isPresent());
  }

  /** The pipeline, while it is usable at this block time and both institutions are active. */
  default Optional<Pipeline> usablePipeline(String pathOrId, long blockTime) {
    return pipeline(pathOrId)
        .filter(pipeline -> pipeline.usableAt(blockTime))
        .filter(pipeline -> institutionActive(pipeline.source().institution()))
        .filter(pipeline -> institutionActive(pipeline.target().institution()));
  }

  /**
   * The version of a pipeline that packets with this constraint hash are of: the present one, or a
   * former one whose transactions go on under it.
   */
  default Optional<Pipeline> pipeline(String pathOrId, String constraintHash) {
    return pipeline(pathOrId)
        .flatMap(
            present ->
                Stream.concat(Stream.of(present), formerVersions(present))
                    .filter(version -> version.constraintHash().equals(constraintHash))
                    .findFirst());
  }

  private Stream<Pipeline> formerVersions(Pipeline present) {
    return Stream.of(present)
        .flatMap(each -> formerVersions(each.id()).stream())
        .limit(MOST_VERSIONS)
        .flatMap(number -> pipeline(number).stream());
  }

  /**
   * Whether transactions that were opened through this version may take further steps: it is
   * usable, or was superseded by a version that is.
   */
  default boolean goesOn(Pipeline version, long blockTime) {
    return (version.status() == Pipeline.Status.SUPERSEDED
            || version.status() == Pipeline.Status.ACTIVE)
        && usablePipeline(version.id(), blockTime).isPresent();
  }

  /**
   * The account that signed for a service at this time: the present one, or the one whose key it
   * has replaced since, so that what was signed before a rotation can still be checked after it.
   */
  default Optional<Account> signer(String service, long time) {
    Optional<Account> signer = service(service).flatMap(found -> account(found.account()));
    for (int i = 0; i < MOST_ROTATIONS && signer.isPresent(); i++) {
      Account account = signer.get();
      Optional<Account> before =
          account.activatedAt() <= time
              ? Optional.empty()
              : predecessor(account.address()).flatMap(this::account);
      if (before.isEmpty()) {
        return signer;
      }
      signer = before;
    }
    return signer;
  }

  /**
   * The key of an application with this address, unless it was replaced before this time: so what
   * was signed before a change of keys can still be checked after it. A newer key may speak of an
   * earlier time, as where a contract's request waits for being carried. Whether somebody may begin
   * anything with the key now is another question: see {@link Application#key}.
   */
  default Optional<Application.Version> applicationKey(String pathOrId, String address, long time) {
    long replaced = Long.MAX_VALUE;
    for (Application.Version version : applicationVersions(pathOrId)) {
      if (version.key().equals(address) && replaced >= time) {
        return Optional.of(version);
      }
      replaced = version.since();
    }
    return Optional.empty();
  }

  private boolean institutionActive(String id) {
    return activeInstitution(id).isPresent();
  }

  private boolean accountSpeaksForService(Service service) {
    return activeAccount(service.account())
        .filter(account -> account.role() == Account.Role.CROSS_CHAIN)
        .filter(account -> account.institution().equals(service.institution()))
        .isPresent();
  }
}
