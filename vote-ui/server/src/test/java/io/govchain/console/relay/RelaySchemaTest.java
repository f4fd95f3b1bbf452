package io.govchain.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.sending.PreparedTransactionTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ballots on their way, in a database from before its table knew accounts. */
class RelaySchemaTest {
  private static final String SCHEMA = "classpath:io/govchain/console/relay";

  @TempDir Path folder;

  @Test
  void shouldKnowWhoSigned_whenTheTableIsFromBefore() {
    SigningKey former = SigningKey.random();
    RawTransaction ballot =
        former.signTransaction(
            new UnsignedTransaction(
                190_026,
                41,
                Optional.of("0x" + "00".repeat(20)),
                BigInteger.ZERO,
                "0x01",
                50_000,
                UnsignedTransaction.GasPrice.zero()));
    Path file = folder.resolve("relay.db");
    save(file, ballot);

    try (Database database =
        Database.open(file, SCHEMA, DatabaseSettings.standard(), new SimpleMeterRegistry())) {
      PreparedTransactionTable table = new PreparedTransactionTable(database);
      assertThat(table.unfinished())
          .containsExactly(
              new PreparedTransaction("ballot", former.address(), 41, ballot.hash(), ballot.raw()));
      assertThat(table.highestNonce(SigningKey.random().address())).isEmpty();
    }
  }

  private static void save(Path file, RawTransaction ballot) {
    String url = "jdbc:sqlite:" + file;
    Flyway.configure()
        .dataSource(url, "", "")
        .locations(SCHEMA)
        .table("schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("1")
        .load()
        .migrate();
    Jdbi.create(url)
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO prepared_transactions (reference, nonce, hash, raw, state)"
                        + " VALUES ('ballot', ?, ?, ?, 'prepared')",
                    ballot.nonce(),
                    ballot.hash(),
                    ballot.raw()));
  }
}
