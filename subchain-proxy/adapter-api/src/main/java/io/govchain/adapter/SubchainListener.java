package io.govchain.adapter;

/** Hears the blocks of a subchain, in order. */
@FunctionalInterface
public interface SubchainListener {

  /** The next block. Following does not go on before this returns. */
  void onBlock(SubchainBlock block);
}
