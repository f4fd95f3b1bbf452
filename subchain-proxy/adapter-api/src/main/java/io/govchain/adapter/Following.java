package io.govchain.adapter;

/** An ongoing delivery of blocks. Closing it ends the delivery. */
public interface Following extends AutoCloseable {

  @Override
  void close();
}
