package io.govchain.service.loop;

/** One round of endless work; whatever it waits for, it waits for itself. */
@FunctionalInterface
public interface Round {
  void run() throws InterruptedException;
}
