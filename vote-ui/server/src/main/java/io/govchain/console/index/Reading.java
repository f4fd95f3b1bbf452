package io.govchain.console.index;

import io.govchain.console.store.Kind;
import io.govchain.console.store.Meta;
import io.govchain.console.store.Subject;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.CreditScore;
import io.govchain.governance.FunctionRole;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Permission;
import io.govchain.governance.Pipeline;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Reads what is stale from the chain, as of its latest block: every change has an event, by its
 * subjects or by {@link SideEffects}, so that a record that changed meanwhile is read once more.
 */
final class Reading {
  private static final String GRACE_PERIOD = Keccak.ofText("gracePeriod()").substring(0, 10);

  private final GovernanceChain chain;
  private final RecordReader records;
  private final OrderReading orders;

  Reading(GovernanceChain chain, Database database, GovernanceFunctions functions) {
    this.chain = chain.gathered();
    this.records = new RecordReader(this.chain);
    this.orders = new OrderReading(this.chain, database, functions);
  }

  /**
   * Everything that is registered, and rules: what was there from the founding on has no event, and
   * what events told up to this block need not be read again because of them.
   *
   * @param asOf a block that the chain has
   */
  Consumer<Handle> founding(BlockHeader asOf, Executor executor) {
    List<CompletableFuture<Consumer<Handle>>> others =
        Stream.<Supplier<Consumer<Handle>>>of(
                this::rules, this::validators, this::firstValidators, this::policies, this::scores)
            .map(each -> CompletableFuture.supplyAsync(each, executor))
            .toList();
    List<ReadRecord> all = records.all(executor);
    List<CompletableFuture<Consumer<Handle>>> versions =
        all.stream()
            .filter(record -> record.kind() == Kind.PIPELINES)
            .map(record -> record.json().get("number").longValue())
            .map(number -> CompletableFuture.supplyAsync(() -> version(number), executor))
            .toList();
    List<Consumer<Handle>> writes = new ArrayList<>();
    all.forEach(record -> writes.add(record::write));
    others.forEach(read -> writes.add(RangeReader.joined(read)));
    versions.forEach(read -> writes.add(RangeReader.joined(read)));
    return handle -> {
      // Where it is done again, what was read before may be of blocks that were replaced.
      Sql.update(
          handle,
          "INSERT INTO stale (kind, id) SELECT ?, CAST(number AS TEXT) FROM pipeline_versions"
              + " WHERE true ON CONFLICT DO NOTHING",
          Stale.PIPELINE_VERSION);
      Sql.update(handle, "DELETE FROM records");
      Sql.update(handle, "DELETE FROM credit");
      writes.forEach(write -> write.accept(handle));
      Meta.put(handle, Meta.FOUNDED, asOf.number());
      Meta.put(handle, Meta.FOUNDED_HASH, asOf.hash());
    };
  }

  /** Reads these; what is returned writes it and says that it is done. */
  Consumer<Handle> read(Collection<Stale> stale) {
    List<Consumer<Handle>> writes = new ArrayList<>();
    for (Stale each : stale) {
      writes.add(read(each));
      writes.add(each::done);
    }
    return handle -> writes.forEach(write -> write.accept(handle));
  }

  private Consumer<Handle> read(Stale stale) {
    return switch (stale.kind()) {
      case Stale.CREDIT -> credit(stale.id());
      case Stale.PIPELINE_VERSION -> version(Long.parseLong(stale.id()));
      default -> subject(new Subject(Kind.of(stale.kind()).orElseThrow(), stale.id()));
    };
  }

  private Consumer<Handle> subject(Subject subject) {
    return switch (subject.kind()) {
      case WORK_ORDERS -> orders.read(subject.id());
      case RULES -> rules();
      case CHAIN -> validators();
      case TRANSACTIONS -> handle -> {};
      default -> record(subject);
    };
  }

  private Consumer<Handle> record(Subject subject) {
    Optional<ReadRecord> read =
        wellFormed(subject) ? records.read(subject.kind(), subject.id()) : Optional.empty();
    return read.<Consumer<Handle>>map(record -> record::write)
        .orElse(
            handle ->
                Sql.update(
                    handle,
                    "DELETE FROM records WHERE kind = ? AND id = ?",
                    subject.kind().word(),
                    subject.id()));
  }

  private static boolean wellFormed(Subject subject) {
    return subject.kind() == Kind.ACCOUNTS || subject.id().matches("0x[0-9a-f]{64}");
  }

  private Consumer<Handle> credit(String institution) {
    if (chain.institution(institution).isEmpty()) {
      return handle -> Sql.update(handle, "DELETE FROM credit WHERE institution = ?", institution);
    }
    CreditScore score = chain.credits().score(institution);
    return handle -> write(handle, score);
  }

  private Consumer<Handle> scores() {
    List<CreditScore> scores = chain.credits().scores();
    return handle -> scores.forEach(score -> write(handle, score));
  }

  private static void write(Handle handle, CreditScore score) {
    Sql.update(
        handle,
        "INSERT INTO credit (institution, score, restricted, changed_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET score = excluded.score,"
            + " restricted = excluded.restricted, changed_at = excluded.changed_at",
        score.institution(),
        score.score(),
        score.restricted(),
        score.changedAt());
  }

  private Consumer<Handle> version(long number) {
    Optional<Pipeline> read = chain.pipeline(number);
    return handle -> {
      Sql.update(handle, "DELETE FROM pipeline_versions WHERE number = ?", number);
      read.ifPresent(
          version ->
              Sql.update(
                  handle,
                  "INSERT INTO pipeline_versions (number, id, path, source_institution,"
                      + " source_subchain, target_institution, target_subchain)"
                      + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                  number,
                  version.id(),
                  version.path(),
                  version.source().institution(),
                  version.source().subchain(),
                  version.target().institution(),
                  version.target().subchain()));
    };
  }

  private Consumer<Handle> rules() {
    int threshold = chain.credits().rules().threshold();
    Optional<Long> grace = grace();
    return handle -> {
      Meta.put(handle, Meta.THRESHOLD, threshold);
      grace.ifPresent(seconds -> Meta.put(handle, Meta.GRACE, seconds));
    };
  }

  /** As at the founding, where the node still has that state; changes have events. */
  private Consumer<Handle> policies() {
    List<Permission> permissions;
    try {
      permissions = chain.at(0).members().permissions();
    } catch (EvmException forgotten) {
      permissions = chain.members().permissions();
    }
    String policies = byCall(permissions, each -> each.policy().name());
    String roles = byCall(permissions, each -> FunctionRole.told(each.role()));
    return handle -> {
      Meta.put(handle, Meta.POLICIES, policies);
      Meta.put(handle, Meta.ROLES, roles);
    };
  }

  private static String byCall(List<Permission> permissions, Function<Permission, String> told) {
    return permissions.stream()
        .map(each -> each.target() + each.selector() + "=" + told.apply(each))
        .collect(Collectors.joining(" "));
  }

  private Optional<Long> grace() {
    try {
      String answer = chain.client().call(GovernanceAddresses.WORK_ORDERS, GRACE_PERIOD);
      return Optional.of(Hex.number(answer).longValueExact());
    } catch (EvmException.CallReverted otherContract) {
      return Optional.empty();
    }
  }

  private Consumer<Handle> validators() {
    String validators = String.join(" ", chain.validators());
    return handle -> Meta.put(handle, Meta.VALIDATORS, validators);
  }

  /** The contract keeps all its sets: the newest state tells that of block 0, too. */
  Consumer<Handle> firstValidators() {
    String validators = String.join(" ", chain.validatorsAt(0));
    return handle -> Meta.put(handle, Meta.FIRST_VALIDATORS, validators);
  }
}
