package io.govchain.governance;

import static io.govchain.governance.AbiValues.constant;
import static io.govchain.governance.AbiValues.hex;
import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.AbiValues.ordinal;
import static io.govchain.governance.AbiValues.word;
import static io.govchain.governance.ContractReader.all;
import static io.govchain.governance.ContractReader.limit;
import static io.govchain.governance.ContractReader.offset;
import static io.govchain.governance.Wrappers.ACCOUNTS;
import static io.govchain.governance.Wrappers.INSTITUTIONS;
import static io.govchain.governance.Wrappers.PROTOCOL_KEYS;
import static io.govchain.governance.Wrappers.WORK_ORDERS;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.Accounts;
import io.govchain.contracts.generated.Institutions;
import io.govchain.contracts.generated.ProtocolKeys;
import io.govchain.contracts.generated.WorkOrders;
import io.govchain.evm.EvmClient;
import io.govchain.evm.LogFilter;
import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * Reads what the chain remembers of its members beyond their present state, and who may do what.
 */
public final class Members {

  private static final String KEY_REGISTERED =
      EventEncoder.encode(ProtocolKeys.PROTOCOLKEYREGISTERED_EVENT);

  private final EvmClient client;
  private final ContractReader reader;

  Members(EvmClient client, ContractReader reader) {
    this.client = client;
    this.reader = reader;
  }

  /** What genesis institutions put on record about an application, in order of arrival. */
  public List<MembershipReview> reviews(String applicationId) {
    return all(
        (offset, limit) -> {
          var call = INSTITUTIONS.reviews(word(applicationId), offset(offset), limit(limit));
          return reader.elements(INSTITUTIONS, call, Institutions.Review.class).stream()
              .map(Members::review)
              .toList();
        });
  }

  /** All changes of an institution's status and category, oldest first. */
  public List<Standing> standings(String codeOrId) {
    return all(
        (offset, limit) -> {
          var call = INSTITUTIONS.standings(id(codeOrId), offset(offset), limit(limit));
          return reader.elements(INSTITUTIONS, call, Institutions.Standing.class).stream()
              .map(
                  struct ->
                      new Standing(
                          struct.since.longValueExact(),
                          constant(Institution.Status.class, struct.status),
                          constant(Institution.Category.class, struct.category)))
              .toList();
        });
  }

  /** All changes of an account's own status, oldest first. */
  public List<AccountStatusChange> statusChanges(String account) {
    return all(
        (offset, limit) -> {
          var call = ACCOUNTS.statusChanges(Hex.address(account), offset(offset), limit(limit));
          return reader.elements(ACCOUNTS, call, Accounts.StatusChange.class).stream()
              .map(
                  struct ->
                      new AccountStatusChange(
                          struct.since.longValueExact(),
                          constant(Account.Status.class, struct.status)))
              .toList();
        });
  }

  /** Whether account and institution were active at the end of this second. */
  public boolean wasActiveAt(String account, long time) {
    return reader.value(
        ACCOUNTS, ACCOUNTS.wasActiveAt(Hex.address(account), BigInteger.valueOf(time)));
  }

  /** Whom the account took over from, and who took over from it. */
  public Succession succession(String account) {
    List<String> both =
        reader.values(ACCOUNTS, ACCOUNTS.succession(Hex.address(account))).stream()
            .map(Object::toString)
            .toList();
    return new Succession(unlessZero(both.get(0)), unlessZero(both.get(1)));
  }

  /** The account that holds the identity of this one now: its last successor, or itself. */
  public String holderOf(String account) {
    return reader.value(ACCOUNTS, ACCOUNTS.holderOf(Hex.address(account)));
  }

  /** How many institutions have a seat now, and how many of them can vote. */
  public Voters voters() {
    List<Object> both = List.copyOf(reader.values(WORK_ORDERS, WORK_ORDERS.voters()));
    return new Voters(
        ((BigInteger) both.get(0)).intValueExact(), ((BigInteger) both.get(1)).intValueExact());
  }

  /** The key of this version, if it was ever registered. */
  public Optional<ProtocolKey> protocolKey(String account, ProtocolKey.Suite suite, long version) {
    return present(
        PROTOCOL_KEYS.protocolKey(
            Hex.address(account), ordinal(suite), BigInteger.valueOf(version)));
  }

  /** The key that counted at this time; for secp256k1 the account's own where no other did. */
  public Optional<ProtocolKey> protocolKeyAt(String account, ProtocolKey.Suite suite, long time) {
    return present(
        PROTOCOL_KEYS.protocolKeyAt(
            Hex.address(account), ordinal(suite), BigInteger.valueOf(time)));
  }

  /** All keys of a suite, by version. */
  public List<ProtocolKey> protocolKeys(String account, ProtocolKey.Suite suite) {
    return all(
        (offset, limit) -> {
          var call =
              PROTOCOL_KEYS.protocolKeys(
                  Hex.address(account), ordinal(suite), offset(offset), limit(limit));
          return reader.elements(PROTOCOL_KEYS, call, ProtocolKeys.ProtocolKey.class).stream()
              .map(Members::key)
              .toList();
        });
  }

  /** The proof of possession that the key was registered with, found in the chain's log. */
  public Optional<String> possessionProof(ProtocolKey key) {
    // Blocks may share a second: begin with the last one before it.
    long first = BlockSearch.lastUpTo(client, key.registeredAt() - 1);
    long last = BlockSearch.lastUpTo(client, key.registeredAt());
    LogFilter filter =
        LogFilter.blocks(first, last)
            .from(GovernanceAddresses.PROTOCOL_KEYS)
            .topic(KEY_REGISTERED)
            .topic(AbiValues.word(Hex.number(key.account())))
            .topic(AbiValues.word(ordinal(key.suite())))
            .topic(AbiValues.word(BigInteger.valueOf(key.version())));
    return client.logs(filter).stream()
        .flatMap(log -> GovernanceEvents.decode(log).stream())
        .map(event -> ((GovernanceEvent.ProtocolKeyRegistered) event).proof())
        .findFirst();
  }

  /** How often a vote of this account was submitted by signature: the next one's nonce. */
  public BigInteger voteNonce(String account) {
    return reader.value(WORK_ORDERS, WORK_ORDERS.nonces(Hex.address(account)));
  }

  /** Whether so many voted against or abstained that the order cannot succeed any more. */
  public boolean isRefused(String workOrderId) {
    return reader.value(WORK_ORDERS, WORK_ORDERS.isRefused(AbiValues.number(workOrderId)));
  }

  /** Who may call which function: all that has a role, then all that only work orders may call. */
  public List<Permission> permissions() {
    Map<String, WorkOrders.PolicyRule> rules = new LinkedHashMap<>();
    policies().forEach(rule -> rules.put(rule.target + hex(rule.selector), rule));
    Set<String> seen = new HashSet<>();
    List<Permission> permissions = new ArrayList<>();
    for (Accounts.Permission struct : roles()) {
      String selector = hex(struct.selector);
      seen.add(struct.target + selector);
      // The contract lists every call that ever had a policy: of others it answers that none has.
      WorkOrders.PolicyRule rule = rules.get(struct.target + selector);
      BigInteger policy = rule == null ? BigInteger.ZERO : rule.policy;
      permissions.add(permission(struct.target, selector, struct.role, policy));
    }
    rules.keySet().removeAll(seen);
    for (WorkOrders.PolicyRule rule : rules.values()) {
      permissions.add(permission(rule.target, hex(rule.selector), BigInteger.ZERO, rule.policy));
    }
    return List.copyOf(permissions);
  }

  private List<Accounts.Permission> roles() {
    return all(
        (offset, limit) ->
            reader.elements(
                ACCOUNTS,
                ACCOUNTS.permissions(offset(offset), limit(limit)),
                Accounts.Permission.class));
  }

  private List<WorkOrders.PolicyRule> policies() {
    return all(
        (offset, limit) ->
            reader.elements(
                WORK_ORDERS,
                WORK_ORDERS.policies(offset(offset), limit(limit)),
                WorkOrders.PolicyRule.class));
  }

  private static Permission permission(
      String target, String selector, BigInteger role, BigInteger policy) {
    return new Permission(
        target,
        ActionNames.contract(target),
        selector,
        FunctionNames.of(target, selector),
        role,
        ActionNames.role(role).english(),
        constant(WorkOrder.Policy.class, policy));
  }

  private Optional<ProtocolKey> present(RemoteFunctionCall<ProtocolKeys.ProtocolKey> call) {
    return Optional.of(reader.value(PROTOCOL_KEYS, call))
        .filter(struct -> struct.status.signum() != 0)
        .map(Members::key);
  }

  private static MembershipReview review(Institutions.Review struct) {
    return new MembershipReview(
        struct.reviewer,
        hex(struct.institution),
        constant(MembershipReview.Recommendation.class, struct.recommendation),
        hex(struct.reportDigest),
        struct.reviewedAt.longValueExact());
  }

  private static ProtocolKey key(ProtocolKeys.ProtocolKey struct) {
    return new ProtocolKey(
        struct.account,
        constant(ProtocolKey.Suite.class, struct.suite),
        struct.version.longValueExact(),
        constant(ProtocolKey.Status.class, struct.status),
        struct.confirmations.intValueExact(),
        struct.registeredAt.longValueExact(),
        struct.validFrom.longValueExact(),
        struct.validUntil.longValueExact(),
        hex(struct.proofDigest),
        hex(struct.publicKey));
  }

  private static Optional<String> unlessZero(String address) {
    return Hex.number(address).signum() == 0 ? Optional.empty() : Optional.of(address);
  }
}
