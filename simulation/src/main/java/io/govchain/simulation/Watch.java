package io.govchain.simulation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.simulation.chain.Block;

/** Is told of what happens in a world, and throws a {@link Violation} if it must not. */
interface Watch {
  /** A write was permitted. */
  void begins(Party party, Subchain.Tag tag);

  /** A write is about to be signed. */
  void signs(Party party, Subchain.Tag tag);

  /** A write is about to be handed to its chain. */
  void broadcast(Party party, Subchain.Write write);

  /** A write is marked on disk as not wanted any more. */
  void withdrawn(Party party, Subchain.Write write);

  /** People were told that a write may have taken effect which the record does not have. */
  void found(Party party, Subchain.Tag tag);

  /** A subchain proxy's disk was replaced. */
  void forgot(Party party);

  /** A second has passed. */
  void second();

  /** A party stores a state. */
  void stored(Party party, String transaction, TransactionState after);

  /** A party decided on an effect. */
  void decided(Party party, String transaction, TransactionState after, Effect effect);

  /** A party put a letter on its outbox. */
  void sent(Party party, Letter letter);

  /** A party's application was told how its call stands. */
  void told(Party party, String transaction, TransactionView view);

  /** A party took in a block. */
  void followed(Party party, Block block);

  /** A block was made, or dropped, on any chain. */
  void chainChanged();

  /** An event is over. */
  void happened();

  /** Nothing happens any more. */
  void ended();
}
