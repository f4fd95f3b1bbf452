package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/** Effects inside this process: kept until they are performed, so that a crash loses none. */
public final class PendingEffects {
  private final Database database;
  private final StateCodec codec;

  PendingEffects(Database database, StateCodec codec) {
    this.database = database;
    this.codec = codec;
  }

  /** All of them, oldest first: to be performed after a restart. */
  public List<PendingEffect> list() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT number, transaction_id, effect FROM pending_effects ORDER BY number")
                .map(
                    (row, context) ->
                        new PendingEffect(
                            row.getLong("number"),
                            row.getString("transaction_id"),
                            codec.decodeEffect(row.getString("effect"))))
                .list());
  }

  /** The effect was performed. Examined evidence is known to be so by its judgement already. */
  public CompletableFuture<Integer> performed(PendingEffect effect) {
    return database.write(
        handle -> handle.execute("DELETE FROM pending_effects WHERE number = ?", effect.number()));
  }

  /** Empty if the same effect is pending already. */
  Optional<PendingEffect> add(Handle handle, String transaction, Effect.LocalEffect effect) {
    return Sql.first(
            handle,
            "INSERT INTO pending_effects (transaction_id, effect) VALUES (?, ?)"
                + " ON CONFLICT DO NOTHING RETURNING number",
            row -> row.getLong(1),
            transaction,
            codec.encode(effect))
        .map(number -> new PendingEffect(number, transaction, effect));
  }

  void judged(Handle handle, String transaction, Input.EvidenceJudged input) {
    Effect.LocalEffect done = new Effect.JudgeEvidence(input.step(), input.digest());
    Sql.update(
        handle,
        "DELETE FROM pending_effects WHERE transaction_id = ? AND effect = ?",
        transaction,
        codec.encode(done));
  }
}
