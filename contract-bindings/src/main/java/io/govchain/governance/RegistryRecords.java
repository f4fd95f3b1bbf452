package io.govchain.governance;

import static io.govchain.governance.AbiValues.constant;
import static io.govchain.governance.AbiValues.hex;
import static io.govchain.governance.AbiValues.unlessZero;

import io.govchain.contracts.generated.Accounts;
import io.govchain.contracts.generated.Contracts;
import io.govchain.contracts.generated.Institutions;
import io.govchain.contracts.generated.Nodes;
import io.govchain.contracts.generated.Pipelines;
import io.govchain.contracts.generated.Services;
import io.govchain.contracts.generated.Subchains;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Our records from the structs of the generated wrappers.
 *
 * @param codes an institution's code by its id
 * @param allCodes the codes of all institutions
 */
record RegistryRecords(UnaryOperator<String> codes, Supplier<List<String>> allCodes) {

  static ValidatorChange validatorChange(Nodes.ValidatorChange struct) {
    return new ValidatorChange(
        struct.validator, struct.blockNumber.longValueExact(), struct.admitted);
  }

  static Service.Version serviceVersion(Services.Version struct) {
    return new Service.Version(
        struct.since.longValueExact(), struct.account, struct.endpoint, hex(struct.tlsFingerprint));
  }

  static Application.Version applicationVersion(Subchains.KeyVersion struct) {
    return new Application.Version(
        struct.since.longValueExact(),
        struct.key,
        hex(struct.publicKey),
        hex(struct.tlsFingerprint));
  }

  static Subchain.Anchored anchored(Subchains.AnchorVersion struct) {
    Subchain.Rule rule = constant(Subchain.Rule.class, struct.rule);
    return new Subchain.Anchored(
        struct.since.longValueExact(),
        TrustAnchors.decode(rule, hex(struct.trustAnchors)),
        TrustAnchorsCodec.trust(rule, hex(struct.trustAnchors)));
  }

  static GovernedContract.Version version(Contracts.Version struct) {
    return new GovernedContract.Version(
        struct.implementation, hex(struct.codeHash), struct.since.longValueExact());
  }

  static Institution institution(Institutions.Institution struct) {
    return new Institution(
        hex(struct.id),
        struct.code,
        struct.name,
        constant(Institution.Category.class, struct.category),
        constant(Institution.Status.class, struct.status),
        hex(struct.documentDigest),
        struct.attributes,
        struct.did,
        struct.contact,
        struct.admittedAt.longValueExact());
  }

  static MembershipApplication membershipApplication(Institutions.MembershipApplication struct) {
    return new MembershipApplication(
        hex(struct.id),
        struct.code,
        struct.name,
        constant(Institution.Category.class, struct.category),
        hex(struct.documentDigest),
        struct.attributes,
        struct.applicant,
        struct.appliedAt.longValueExact(),
        constant(MembershipApplication.Status.class, struct.status));
  }

  static Account account(Accounts.Account struct) {
    return new Account(
        struct.account,
        hex(struct.institution),
        constant(Account.Role.class, struct.role),
        constant(Account.Status.class, struct.status),
        hex(struct.publicKey),
        struct.activatedAt.longValueExact());
  }

  static Node node(Nodes.Node struct) {
    return new Node(
        hex(struct.id),
        hex(struct.institution),
        struct.validator,
        constant(Node.Kind.class, struct.kind),
        constant(Node.Status.class, struct.status),
        hex(struct.publicKey),
        struct.endpoint);
  }

  static GovernedContract governedContract(Contracts.GovernedContract struct) {
    return new GovernedContract(
        struct.name,
        struct.location,
        struct.implementation,
        struct.version.intValueExact(),
        constant(GovernedContract.Status.class, struct.status));
  }

  Service service(Services.Service struct) {
    return new Service(
        hex(struct.id),
        path(struct.institution, struct.code),
        hex(struct.institution),
        constant(Service.Kind.class, struct.kind),
        constant(Service.Status.class, struct.status),
        struct.account,
        struct.endpoint,
        hex(struct.tlsFingerprint),
        unlessZero(struct.pairedWith));
  }

  Subchain subchain(Subchains.Subchain struct) {
    return new Subchain(
        hex(struct.id),
        path(struct.id, struct.institution, struct.code),
        hex(struct.institution),
        struct.kind,
        AbiValues.clamped(struct.chainId),
        hex(struct.service),
        TrustAnchors.decode(constant(Subchain.Rule.class, struct.rule), hex(struct.trustAnchors)),
        constant(Subchain.Status.class, struct.status));
  }

  Application application(Subchains.Application struct) {
    return new Application(
        hex(struct.id),
        path(struct.id, struct.institution, struct.code),
        hex(struct.institution),
        hex(struct.subchain),
        struct.key,
        hex(struct.publicKey),
        hex(struct.tlsFingerprint),
        constant(Subchain.Status.class, struct.status));
  }

  BusinessContract businessContract(Subchains.BusinessContract struct) {
    return new BusinessContract(
        hex(struct.id),
        path(struct.id, struct.institution, struct.code),
        hex(struct.institution),
        hex(struct.subchain),
        struct.contractAddress,
        constant(Subchain.Status.class, struct.status),
        struct.functions.stream().map(RegistryRecords::function).toList());
  }

  Pipeline pipeline(Pipelines.Pipeline struct) {
    return new Pipeline(
        hex(struct.id),
        path(struct.source.institution, struct.code),
        struct.number.longValueExact(),
        side(struct.source),
        side(struct.target),
        constant(Pipeline.Status.class, struct.status),
        struct.validFrom.longValueExact(),
        terms(struct.terms),
        hex(struct.constraintHash),
        hex(struct.sourceTrust),
        hex(struct.targetTrust));
  }

  static Pipeline.Change change(Pipelines.Change struct) {
    return new Pipeline.Change(
        struct.time.longValueExact(),
        constant(Pipeline.Status.class, struct.status),
        struct.number.longValueExact(),
        struct.by);
  }

  private static Pipeline.Terms terms(Pipelines.Terms struct) {
    return new Pipeline.Terms(
        struct.validUntil.longValueExact(),
        constant(DataClass.class, struct.dataClass),
        struct.callsPerWindow.longValueExact(),
        struct.windowSeconds.longValueExact());
  }

  private static ContractFunction function(Subchains.ContractFunction struct) {
    return new ContractFunction(
        struct.signature,
        constant(ContractFunction.Kind.class, struct.kind),
        unlessZero(struct.compensator));
  }

  private static PipelineSide side(Pipelines.Side struct) {
    return new PipelineSide(
        hex(struct.institution),
        hex(struct.subchain),
        hex(struct.service),
        unlessZero(struct.application),
        hex(struct.businessContract),
        struct.functions.stream().map(AbiValues::hex).toList());
  }

  private String path(byte[] institution, String code) {
    return codes.apply(hex(institution)) + "/" + code;
  }

  /**
   * The path whose hash the id is: an object that has changed hands keeps the path that it was
   * registered under.
   */
  private String path(byte[] id, byte[] institution, String code) {
    String path = path(institution, code);
    if (Paths.id(path).equals(hex(id))) {
      return path;
    }
    return allCodes.get().stream()
        .map(each -> each + "/" + code)
        .filter(each -> Paths.id(each).equals(hex(id)))
        .findFirst()
        .orElse(path);
  }
}
