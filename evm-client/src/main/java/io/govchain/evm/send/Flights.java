package io.govchain.evm.send;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nonces on their way, in order. Owned by the sender's loop; only {@link #isWatched} is for
 * other threads.
 */
final class Flights {
  private final NavigableMap<Long, Flight> byNonce = new TreeMap<>();
  private final Map<String, Long> nonces = new ConcurrentHashMap<>();
  private volatile int size;

  void add(Flight flight) {
    byNonce.put(flight.nonce, flight);
    flight.all().forEach(prepared -> nonces.put(prepared.hash(), flight.nonce));
    size = byNonce.size();
  }

  /**
   * Takes up what a store holds, instead of all that was on its way.
   *
   * @return what was signed again for something that has its end: not needed any more
   */
  List<PreparedTransaction> reload(List<PreparedTransaction> unfinished) {
    clear();
    takeUp(unfinished.stream().filter(prepared -> !Raised.isRaised(prepared)).toList());
    List<PreparedTransaction> needless = new ArrayList<>();
    unfinished.stream()
        .filter(Raised::isRaised)
        .sorted(Comparator.comparingInt(Flights::number))
        .forEach(
            prepared ->
                at(prepared.nonce())
                    .filter(flight -> flight.isFor(Raised.origin(prepared)))
                    .ifPresentOrElse(
                        flight -> raise(flight, prepared), () -> needless.add(prepared)));
    return needless;
  }

  private static int number(PreparedTransaction raised) {
    return Raised.of(raised.reference()).orElseThrow().number();
  }

  private void raise(Flight flight, PreparedTransaction prepared) {
    flight.raised.add(prepared);
    add(flight);
  }

  private void takeUp(List<PreparedTransaction> unfinished) {
    for (PreparedTransaction prepared : unfinished) {
      Flight known = byNonce.get(prepared.nonce());
      if (Account.isFiller(prepared)) {
        Flight flight = known == null ? new Flight(prepared.nonce(), Optional.empty()) : known;
        flight.filler = Optional.of(prepared);
        add(flight);
      } else {
        Flight flight = new Flight(prepared.nonce(), Optional.of(prepared));
        flight.filler = known == null ? Optional.empty() : known.filler;
        add(flight);
      }
    }
  }

  /**
   * The chain is asked for the receipt, which stores do not keep.
   *
   * @param raised what was signed again for the same
   */
  void watchAgain(PreparedTransaction prepared, List<PreparedTransaction> raised) {
    if (!isWatched(prepared.hash())) {
      Flight flight = new Flight(prepared.nonce(), Optional.of(prepared));
      flight.raised.addAll(raised);
      flight.due = false;
      add(flight);
    }
  }

  void remove(Flight flight) {
    byNonce.remove(flight.nonce);
    flight.all().forEach(prepared -> nonces.remove(prepared.hash()));
    size = byNonce.size();
  }

  /** Whether the hash is one of ours. Any thread. */
  boolean isWatched(String hash) {
    return nonces.containsKey(hash);
  }

  Optional<Flight> byHash(String hash) {
    return Optional.ofNullable(nonces.get(hash)).map(byNonce::get);
  }

  Optional<Flight> at(long nonce) {
    return Optional.ofNullable(byNonce.get(nonce));
  }

  Optional<Flight> lowest() {
    return Optional.ofNullable(byNonce.firstEntry()).map(Map.Entry::getValue);
  }

  /** Those whose nonce the chain has passed. */
  List<Flight> below(long nonce) {
    return List.copyOf(byNonce.headMap(nonce).values());
  }

  /** Those that the chain still waits for. */
  Collection<Flight> from(long nonce) {
    return byNonce.tailMap(nonce).values();
  }

  List<Flight> all() {
    return List.copyOf(byNonce.values());
  }

  void clear() {
    byNonce.clear();
    nonces.clear();
    size = 0;
  }

  /** Any thread. */
  int size() {
    return size;
  }
}
