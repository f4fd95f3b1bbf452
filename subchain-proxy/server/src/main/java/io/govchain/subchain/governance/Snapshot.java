package io.govchain.subchain.governance;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A value read once and kept until it is cleared. A read that began before the clearing is answered
 * but not kept.
 */
final class Snapshot<T> {

  private final Supplier<T> read;
  private final AtomicReference<Slot<T>> slot = new AtomicReference<>(new Slot<>());

  Snapshot(Supplier<T> read) {
    this.read = read;
  }

  T get() {
    Slot<T> current = slot.get();
    T known = current.value;
    if (known == null) {
      known = read.get();
      current.value = known;
    }
    return known;
  }

  void clear() {
    slot.set(new Slot<>());
  }

  private static final class Slot<T> {
    private volatile T value;
  }
}
