package io.govchain.testnet.consortium;

import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkError;
import io.govchain.testnet.NetworkException;
import io.govchain.testnet.NetworkKind;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An institution's own chain with an evidence store on it.
 *
 * @param path the subchain's path on the governance chain
 * @param evidenceStore address of the {@code EvidenceStore} contract
 */
public record BusinessChain(
    String path, ChainNetwork network, EvmClient client, String evidenceStore)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long DEPLOYMENT_GAS = 5_000_000;
  private static final long CALL_GAS = 1_000_000;

  /** Starts the member's own chain and puts an evidence store on it. */
  static BusinessChain start(Setup setup, Member member, String code, long chainId) {
    Path home = setup.home().toAbsolutePath().resolve("chains").resolve(member.code());
    Path genesis = GenesisGenerator.plain(chainId, home.resolve("genesis.json"));
    ChainNetwork started =
        ChainNetwork.start(
            NetworkKind.ANVIL,
            ChainSpec.of(code, chainId, genesis, home).withBlockTime(setup.subchainBlockTime()));
    try {
      return deploy(member.path(code), started);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private static BusinessChain deploy(String path, ChainNetwork network) {
    EvmClient client =
        EvmClient.connect(new EvmEndpoint(network.rpc(), Optional.empty(), Duration.ofSeconds(10)));
    Receipt receipt =
        send(
            client,
            SigningKey.random(),
            Optional.empty(),
            ContractArtifacts.creationCode("EvidenceStore"),
            DEPLOYMENT_GAS);
    return new BusinessChain(path, network, client, receipt.contractAddress().orElseThrow());
  }

  /** Has a stranger call the contract directly, past all governance. */
  public Receipt callDirectly(String data) {
    return send(client, SigningKey.random(), Optional.of(evidenceStore), data, CALL_GAS);
  }

  private static Receipt send(
      EvmClient client, SigningKey key, Optional<String> to, String data, long gas) {
    UnsignedTransaction transaction =
        new UnsignedTransaction(
            client.chainId(),
            0,
            to,
            BigInteger.ZERO,
            data,
            gas,
            UnsignedTransaction.GasPrice.zero());
    String hash = client.sendRaw(key.signTransaction(transaction).raw());
    Receipt receipt =
        Awaiting.within(PATIENCE)
            .untilFound("transaction " + hash + " in a block", () -> client.receipt(hash));
    if (!receipt.succeeded()) {
      throw new NetworkException(
          NetworkError.NOT_SUPPORTED,
          "transaction %s: expected success, actual failure in block %d"
              .formatted(hash, receipt.blockNumber()));
    }
    return receipt;
  }

  @Override
  public void close() {
    client.close();
    network.close();
  }
}
