package io.govchain.service.loop;

/**
 * One round of endless work. It waits for what it needs itself, and returns once it got on or had
 * nothing to do: only then does health know that an earlier failure is over.
 */
@FunctionalInterface
public interface Round {
  void run() throws InterruptedException;
}
