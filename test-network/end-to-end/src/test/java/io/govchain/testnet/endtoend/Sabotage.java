package io.govchain.testnet.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.EvmClient;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.signing.KeystoreFile;
import io.govchain.evm.signing.Passwords;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.checker.Promise;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.ProxyProcess;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Does behind a dead proxy's back, with the key that it writes with, what must never be done: the
 * independent checker has to notice.
 */
final class Sabotage {
  private static final long GAS = 300_000;

  private final BusinessChain chain;
  private final SigningKey key;

  /** The proxy must not run: it would use the same nonces. */
  Sabotage(BusinessChain chain, ProxyProcess proxy) {
    Path keystore = proxy.database().resolveSibling("chain.json");
    this.chain = chain;
    this.key =
        KeystoreFile.open(keystore, Passwords.fromFile(keystore.resolveSibling("chain.password")));
  }

  /** Takes away what was stored. */
  void withdraw(Promise.Write write) {
    send(call(EvidenceFunctions.WITHDRAW, write));
  }

  /** Stores what was withdrawn, once more in the name of the same step. */
  void storeAgain(String transaction, Promise.Write write) {
    send(
        call(EvidenceFunctions.STORE, write)
            + transaction.substring(2)
            + "%02x00".formatted(write.step()));
  }

  private static String call(String function, Promise.Write write) {
    return FunctionSignature.parse(function)
        .encode(new ObjectMapper().createArrayNode().add(write.digest()).add(write.metadata()));
  }

  private void send(String data) {
    EvmClient client = chain.client();
    UnsignedTransaction transaction =
        new UnsignedTransaction(
            client.chainId(),
            client.transactionCount(key.address()),
            Optional.of(chain.evidenceStore()),
            BigInteger.ZERO,
            data,
            GAS,
            UnsignedTransaction.GasPrice.zero());
    String hash = client.sendRaw(key.signTransaction(transaction).raw());
    Awaiting.within(Duration.ofSeconds(30))
        .untilTrue(
            hash + " took effect",
            () -> client.receipt(hash).filter(receipt -> receipt.succeeded()).isPresent());
  }
}
