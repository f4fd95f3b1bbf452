package io.govchain.crosschain.effects;

import java.time.Duration;

/** A pause that doubles each time. */
final class Pause {
  private final Duration longest;
  private Duration next;

  Pause(Duration first, Duration longest) {
    this.next = first;
    this.longest = longest;
  }

  void sleep() throws InterruptedException {
    Thread.sleep(next);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
