package io.govchain.console.index;

import io.govchain.console.store.Meta;
import io.govchain.console.store.Position;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the chain that a node shows stands to what is indexed. Only a block that is there with
 * another hash shows a reorganisation: a node that lags, or one of several behind a load balancer,
 * has fewer blocks and no others.
 */
record Continuity(EvmClient client, Database database) {

  /** What is to be done before anything is read. */
  sealed interface Verdict {}

  /** What is indexed is part of the chain. */
  record GoOn() implements Verdict {}

  /** The node has less than what is indexed, and nothing else. */
  record Wait() implements Verdict {}

  /** Blocks above this one were replaced. */
  record TakeBack(long lastCommon) implements Verdict {}

  Verdict of(Position position, BlockHeader head) {
    if (position.number() < 0) {
      return new GoOn();
    }
    long compared = Math.min(position.number(), head.number());
    Optional<String> there =
        head.number() == compared
            ? Optional.of(head.hash())
            : client.header(compared).map(BlockHeader::hash);
    if (there.isEmpty()) {
      return new Wait();
    }
    if (!there.equals(stored(compared))) {
      return takeBack(compared);
    }
    return head.number() < position.number() ? new Wait() : new GoOn();
  }

  /**
   * Whether what was there from the founding on was read at a block of this chain. A block that is
   * not indexed yet may be replaced without anything being taken back.
   */
  boolean isFounded(Position position) {
    OptionalLong number = database.read(handle -> Meta.number(handle, Meta.FOUNDED));
    Optional<String> hash = database.read(handle -> Meta.get(handle, Meta.FOUNDED_HASH));
    if (number.isEmpty() || hash.isEmpty()) {
      return false;
    }
    return hash.equals(
        number.getAsLong() <= position.number()
            ? stored(number.getAsLong())
            : client.header(number.getAsLong()).map(BlockHeader::hash));
  }

  /** Halves the span: what was replaced may be millions of blocks. */
  private Verdict takeBack(long replaced) {
    requireSameChain();
    long common = 0;
    long orphaned = replaced;
    while (orphaned - common > 1) {
      long middle = common + (orphaned - common) / 2;
      Optional<BlockHeader> there = client.header(middle);
      if (there.isEmpty()) {
        return new Wait();
      }
      if (there.map(BlockHeader::hash).equals(stored(middle))) {
        common = middle;
      } else {
        orphaned = middle;
      }
    }
    return new TakeBack(common);
  }

  private void requireSameChain() {
    if (!client.header(0).map(BlockHeader::hash).equals(stored(0))) {
      throw new IllegalStateException(
          "the governance endpoint "
              + client.endpoint().display()
              + " serves another chain than the one that is indexed");
    }
  }

  private Optional<String> stored(long number) {
    return database.read(
        handle ->
            Sql.first(
                handle,
                "SELECT hash FROM blocks WHERE number = ?",
                row -> row.getString(1),
                number));
  }
}
