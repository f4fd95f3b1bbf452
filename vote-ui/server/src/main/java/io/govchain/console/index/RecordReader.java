package io.govchain.console.index;

import io.govchain.console.store.Kind;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Paths;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads records from the chain, each with what its own page shows. */
final class RecordReader {
  private final GovernanceChain chain;
  private final RecordForms forms;

  RecordReader(GovernanceChain chain) {
    this.chain = chain;
    this.forms = new RecordForms(chain);
  }

  /** The record as of the latest block; empty where the chain has none, or the kind is none. */
  Optional<ReadRecord> read(Kind kind, String id) {
    Optional<UnreadRecord> found =
        switch (kind) {
          case INSTITUTIONS -> chain.institution(id).map(forms::institution);
          case MEMBERSHIP_APPLICATIONS -> chain.membershipApplication(id).map(forms::application);
          case ACCOUNTS -> chain.account(id).map(forms::account);
          case NODES -> chain.node(id).map(forms::node);
          case SERVICES -> chain.service(id).map(forms::service);
          case SUBCHAINS -> chain.subchain(id).map(forms::subchain);
          case APPLICATIONS -> chain.application(id).map(forms::application);
          case BUSINESS_CONTRACTS -> chain.businessContract(id).map(forms::businessContract);
          case PIPELINES -> chain.pipeline(id).map(forms::pipeline);
          case ALLIANCES -> chain.alliance(id).map(forms::alliance);
          case DATA_SETS -> chain.dataSet(id).map(forms::dataSet);
          case GOVERNANCE_CONTRACTS ->
              chain.governedContracts().stream()
                  .filter(contract -> Paths.id(contract.name()).equals(id))
                  .findFirst()
                  .map(forms::contract);
          case WORK_ORDERS, TRANSACTIONS, RULES, CHAIN -> Optional.empty();
        };
    return found.map(UnreadRecord::read);
  }

  /**
   * Everything that is registered, also what was there from the founding on and has no event.
   * Registers, their records and all details of these are read at the same time.
   */
  List<ReadRecord> all(Executor executor) {
    return Stream.of(
            all(chain::institutions, forms::institution, executor),
            all(chain::membershipApplications, forms::application, executor),
            all(chain::accounts, forms::account, executor),
            all(chain::nodes, forms::node, executor),
            all(chain::services, forms::service, executor),
            all(chain::subchains, forms::subchain, executor),
            all(chain::applications, forms::application, executor),
            all(chain::businessContracts, forms::businessContract, executor),
            all(chain::pipelines, forms::pipeline, executor),
            all(chain::alliances, forms::alliance, executor),
            all(chain::dataSets, forms::dataSet, executor),
            all(chain::governedContracts, forms::contract, executor))
        .flatMap(register -> RangeReader.joined(register).stream())
        .map(RangeReader::joined)
        .toList();
  }

  private static <R> CompletableFuture<List<CompletableFuture<ReadRecord>>> all(
      Supplier<List<R>> register, Function<R, UnreadRecord> form, Executor executor) {
    return CompletableFuture.supplyAsync(register, executor)
        .thenApply(
            records -> records.stream().map(each -> form.apply(each).read(executor)).toList());
  }
}
