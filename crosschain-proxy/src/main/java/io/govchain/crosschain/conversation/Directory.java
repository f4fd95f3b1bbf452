package io.govchain.crosschain.conversation;

import io.govchain.amdp.Message;
import io.govchain.amdp.MessageType;
import io.govchain.governance.Account;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Service;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The registered facts that messages need: who is who, with which key, for which pipeline. */
public final class Directory {
  private final GovernanceCache registry;
  private final String self;

  /**
   * @param self path of this proxy
   */
  public Directory(GovernanceCache registry, String self) {
    this.registry = registry;
    this.self = self;
  }

  /** Path of this proxy. */
  public String self() {
    return self;
  }

  /** The records behind it. */
  public GovernanceCache registry() {
    return registry;
  }

  /** Governance block time, unix seconds. */
  public long blockTime() {
    return registry.blockTime();
  }

  /** Path of the subchain proxy that is paired with this proxy. */
  public Optional<String> subchainProxy() {
    return subchainProxyOf(self);
  }

  /** Path of the subchain proxy that is paired with a cross-chain proxy. */
  Optional<String> subchainProxyOf(String crosschainProxy) {
    return registry
        .service(crosschainProxy)
        .flatMap(Service::pairedWith)
        .flatMap(registry::service)
        .map(Service::path);
  }

  /** The key that a service signed with at this time: 64 bytes. */
  public Optional<byte[]> key(String service, long time) {
    return registry.signer(service, time).map(Account::publicKey).map(Directory::bytes);
  }

  /**
   * The version of the message's pipeline that it is of: the present one only where it starts
   * something, else any whose transactions go on.
   *
   * @param startsNothing asked of a call only that is of no present version
   */
  Optional<Pipeline> pipeline(Message message, Predicate<Message> startsNothing) {
    Optional<Pipeline> present = registry.pipeline(message.pipeline());
    boolean isPresent =
        present.map(Pipeline::constraintHash).filter(message.constraint()::equals).isPresent();
    boolean begins = message.type() == MessageType.FORWARD;
    return isPresent || (begins && !startsNothing.test(message))
        ? present
        : registry.pipeline(message.pipeline(), message.constraint()).or(() -> present);
  }

  /** Whether the service and all that it stands on may act now. */
  public boolean isActive(String service) {
    return registry.activeService(service).isPresent();
  }

  /** Fingerprints of the certificates that a service may show at this block time. */
  public Set<String> certificates(String service) {
    return registry.serviceCertificates(service).at(blockTime());
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex, hex.startsWith("0x") ? 2 : 0, hex.length());
  }
}
