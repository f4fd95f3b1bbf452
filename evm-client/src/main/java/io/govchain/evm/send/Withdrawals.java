package io.govchain.evm.send;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * References that their callers gave up. As long as one is on its way it is kept here: its flight
 * is made anew when the store is read again. {@link #add} is for any thread, the rest for the
 * sender's loop.
 */
final class Withdrawals {
  private final Set<String> references = ConcurrentHashMap.newKeySet();

  void add(String reference) {
    references.add(reference);
  }

  /** Marks what is on its way and not wanted; forgets what is not on its way. */
  void mark(Flights flights) {
    if (references.isEmpty()) {
      return;
    }
    Map<String, Flight> byReference =
        flights.all().stream()
            .filter(flight -> flight.own.isPresent())
            .collect(
                Collectors.toMap(
                    flight -> flight.own.orElseThrow().reference(), Function.identity()));
    for (String reference : List.copyOf(references)) {
      Optional.ofNullable(byReference.get(reference))
          .ifPresentOrElse(Flight::withdraw, () -> references.remove(reference));
    }
  }
}
