package io.govchain.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.follow.BlockFollower;
import io.govchain.evm.follow.FollowerSettings;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.EvidenceFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The same writes on the same chains without any governance: the limit. */
record BareWrites(double pairsPerSecond) {
  static BareWrites measure(BenchWorld world, int pairs) {
    List<AutoCloseable> open = new ArrayList<>();
    try {
      List<TransactionSender> senders = new ArrayList<>();
      for (BusinessChain chain : world.chains()) {
        TransactionSender sender =
            new TransactionSender(
                chain.client(),
                SigningKey.random(),
                PreparedTransactions.inMemory(),
                SenderSettings.zeroFee());
        open.add(sender);
        open.add(
            BlockFollower.follow(
                chain.client(),
                chain.client().latestHeader().number(),
                sender::onBlock,
                FollowerSettings.defaults()));
        senders.add(sender);
      }
      long began = System.nanoTime();
      List<CompletableFuture<Receipt>> writes = new ArrayList<>();
      for (int i = 0; i < pairs; i++) {
        String data = store(BenchWorld.digest());
        for (int side = 0; side < senders.size(); side++) {
          writes.add(
              senders
                  .get(side)
                  .submit(
                      "bare-" + i,
                      new Call(
                          world.chains().get(side).evidenceStore(),
                          data,
                          EvidenceFunctions.WRITE_GAS)));
        }
      }
      for (CompletableFuture<Receipt> write : writes) {
        if (!write.join().succeeded()) {
          throw new IllegalStateException("a bare write failed: " + write.join());
        }
      }
      return new BareWrites(pairs / ((System.nanoTime() - began) / 1e9));
    } finally {
      open.reversed().forEach(BareWrites::close);
    }
  }

  private static String store(String digest) {
    return FunctionSignature.parse(EvidenceFunctions.STORE)
        .encode(new ObjectMapper().createArrayNode().add(digest).add("benchmark"));
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not close " + resource, e);
    }
  }
}
