package io.govchain.governance;

import java.util.Optional;

/**
 * What is registered on the governance chain, one record at a time. Everything named by a path may
 * also be named by its id. The {@code active...} methods answer only while the record <em>and
 * everything it stands on</em> may act.
 */
public interface Registry {

  /** How many rotations back the signer of an old message is looked for. */
  int MOST_ROTATIONS = 16;

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

  /** The subchain at this path or id. */
  Optional<Subchain> subchain(String pathOrId);

  /** The application at this path or id. */
  Optional<Application> application(String pathOrId);

  /** The business contract at this path or id. */
  Optional<BusinessContract> businessContract(String pathOrId);

  /** The pipeline at this path or id. */
  Optional<Pipeline> pipeline(String pathOrId);

  /** The pipeline with this number. */
  Optional<Pipeline> pipeline(long number);

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
