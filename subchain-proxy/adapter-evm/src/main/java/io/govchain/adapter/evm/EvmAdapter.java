package io.govchain.adapter.evm;

import io.govchain.adapter.AdapterDescription;
import io.govchain.adapter.AdapterHealth;
import io.govchain.adapter.AdapterSettingsException;
import io.govchain.adapter.ArgumentProblem;
import io.govchain.adapter.Following;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.ReadOutcome;
import io.govchain.adapter.ReadRequest;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.SubchainBlock;
import io.govchain.adapter.SubchainEvent;
import io.govchain.adapter.SubchainGateway;
import io.govchain.adapter.SubchainHistory;
import io.govchain.adapter.SubchainListener;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.follow.BlockFollower;
import io.govchain.evm.follow.FollowerSettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One EVM chain, written to by one account. */
final class EvmAdapter implements SubchainAdapter {

  private final EvmClient client;
  private final String account;
  private final EvmWrites writes;
  private final EvmReads reads;
  private final Heartbeat heartbeat;
  private final EvmHistory history;

  private EvmAdapter(EvmClient client, String account, EvmWrites writes, EvmHistory history) {
    this.client = client;
    this.account = account;
    this.writes = writes;
    this.reads = new EvmReads(client, writes::confirmations, writes.shown());
    this.heartbeat = new Heartbeat(client, writes);
    this.history = history;
  }

  static EvmAdapter open(EvmSettings settings, PreparedWrites store) {
    EvmClient client = EvmClient.connect(settings.endpoint(), settings.errors());
    EvmWrites writes = EvmWrites.open(client, settings, store);
    String account = settings.key().address();
    EvmHistory history =
        new EvmHistory(client, new StrayWrites(client, account, store), writes.caughtUp());
    return new EvmAdapter(client, account, writes, history);
  }

  @Override
  public AdapterDescription describe() {
    try {
      return new AdapterDescription(EvmAdapterFactory.KIND, client.chainId(), account);
    } catch (EvmException failure) {
      throw unavailable(failure);
    }
  }

  @Override
  public AdapterHealth health() {
    return heartbeat.health();
  }

  @Override
  public Optional<String> standstill() {
    return writes.standstill();
  }

  @Override
  public Optional<ArgumentProblem> checkArguments(
      String contractAddress, String function, String argumentsJson) {
    try {
      EncodedCall.of(contractAddress, function, argumentsJson);
      return Optional.empty();
    } catch (EncodedCall.Unencodable problem) {
      return Optional.of(
          new ArgumentProblem(problem.where(), problem.expected(), problem.actual()));
    }
  }

  @Override
  public void expectBlock(long chainId, long number) {
    writes.caughtUp().expect(chainId, number);
  }

  @Override
  public void confirmAtLeast(int blocks) {
    writes.confirmAtLeast(blocks);
  }

  @Override
  public void wasShown(String evidence) {
    try {
      EvidenceJson.blockOf(client.chainId(), evidence).ifPresent(writes.shown()::note);
    } catch (EvmException failure) {
      throw unavailable(failure);
    }
  }

  @Override
  public CompletableFuture<WriteOutcome> write(WriteRequest request) {
    heartbeat.start();
    return writes.write(request);
  }

  @Override
  public void withdraw(String reference) {
    writes.withdraw(reference);
  }

  @Override
  public Optional<WriteOutcome> earlier(WriteRequest request) {
    try {
      return writes.earlier(request);
    } catch (EvmException failure) {
      throw unavailable(failure);
    }
  }

  @Override
  public ReadOutcome read(ReadRequest request) {
    try {
      return reads.read(request);
    } catch (EvmException failure) {
      throw unavailable(failure);
    }
  }

  @Override
  public void resume() {
    heartbeat.start();
    writes.resume();
  }

  @Override
  public Following follow(long fromBlock, SubchainListener listener) {
    BlockFollower follower =
        BlockFollower.follow(
            client,
            fromBlock,
            block -> listener.onBlock(toHost(block)),
            FollowerSettings.defaults());
    return follower::close;
  }

  @Override
  public Optional<SubchainGateway> gateway(String address) {
    try {
      return Optional.of(new EvmGateway(client, writes, writes::confirmations, address));
    } catch (IllegalArgumentException malformed) {
      throw new AdapterSettingsException(
          "gateway", "0x and 40 hex digits", address, "not an address");
    }
  }

  @Override
  public Optional<SubchainHistory> history() {
    return Optional.of(history);
  }

  private static SubchainBlock toHost(FollowedBlock block) {
    return new SubchainBlock(
        block.number(),
        block.header().hash(),
        block.header().timestamp(),
        block
            .logs()
            .map(
                log ->
                    new SubchainEvent(
                        log.address(),
                        log.transactionHash(),
                        log.logIndex(),
                        log.topics(),
                        log.data()))
            .toList());
  }

  @Override
  public void close() {
    heartbeat.close();
    writes.close();
    client.close();
  }

  static SubchainUnavailableException unavailable(EvmException failure) {
    return new SubchainUnavailableException(failure.code() + ": " + failure.getMessage(), failure);
  }
}
