package io.govchain.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import io.govchain.testnet.consortium.EvidenceFunctions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Governed calls through real proxies. */
final class GovernedCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final int DEADLINE_SECONDS = 600;

  private GovernedCalls() {}

  /**
   * Calls at once and what they came to.
   *
   * @param spent by all proxies together
   * @param millisByWork processor time of all proxies per call, by what their threads are for;
   *     empty where the system does not tell
   * @param beside the proxies: what chains and application took, and what nobody did
   */
  record Load(
      double perSecond,
      double governanceTransactionsPerCall,
      ProxyCounters spent,
      Map<String, Double> millisByWork,
      Map<String, Double> beside) {}

  /** One call, until whoever handed it in is told that it settled. */
  static void settleOne(BenchWorld world) throws Exception {
    settle(world, signed(world), Duration.ofMillis(20));
  }

  /** All calls handed in as fast as the proxy takes them, until the last has settled. */
  static Load underLoad(BenchWorld world, int calls) throws Exception {
    List<ApplicationCall> signed = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      signed.add(signed(world));
    }
    long firstBlock = world.consortium().client().latestHeader().number() + 1;
    ProxyCounters before = ProxyCounters.of(world.consortium().proxies());
    ThreadTimes threadsBefore = ThreadTimes.of(processes(world));
    MachineTime machineBefore = MachineTime.of(world.chainProcesses());
    double seconds = new OfferedCalls(world.application().client(), PATIENCE).settle(signed);
    Map<String, Double> beside =
        MachineTime.of(world.chainProcesses()).perCallSince(machineBefore, calls);
    Map<String, Double> byWork = ThreadTimes.of(processes(world)).millisSince(threadsBefore, calls);
    return new Load(
        calls / seconds,
        (double) governanceTransactions(world, firstBlock) / calls,
        ProxyCounters.of(world.consortium().proxies()).since(before),
        byWork,
        beside);
  }

  private static List<Long> processes(BenchWorld world) {
    return world.consortium().proxies().stream().map(proxy -> proxy.process().pid()).toList();
  }

  private static long governanceTransactions(BenchWorld world, long firstBlock) {
    return world
        .consortium()
        .client()
        .logs(
            LogFilter.blocks(firstBlock, world.consortium().client().latestHeader().number())
                .from(GovernanceAddresses.TRANSACTIONS))
        .stream()
        .map(Log::transactionHash)
        .distinct()
        .count();
  }

  private static ApplicationCall signed(BenchWorld world) throws Exception {
    return signed(world, DEADLINE_SECONDS);
  }

  static ApplicationCall signed(BenchWorld world, int deadlineSeconds) throws Exception {
    String digest = BenchWorld.digest();
    return world
        .application()
        .sign(
            world.pipeline(),
            steps ->
                steps
                    .write(
                        StepSide.SOURCE,
                        world.source().contract(),
                        EvidenceFunctions.STORE,
                        digest,
                        "benchmark")
                    .write(
                        StepSide.TARGET,
                        world.target().contract(),
                        EvidenceFunctions.STORE,
                        digest,
                        "benchmark"),
            deadlineSeconds);
  }

  private static void settle(BenchWorld world, ApplicationCall call, Duration betweenLooks)
      throws Exception {
    new OfferedCalls(world.application().client(), PATIENCE).submit(call);
    JsonNode view = world.application().client().await(call.transaction(), PATIENCE, betweenLooks);
    if (!view.path("status").asText().equals("settled")) {
      throw new IllegalStateException("expected a settled transaction, actual " + view);
    }
  }
}
