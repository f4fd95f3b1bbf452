package io.govchain.evm.send;

import java.util.Collection;
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
    flight.own.ifPresent(prepared -> nonces.put(prepared.hash(), flight.nonce));
    flight.filler.ifPresent(prepared -> nonces.put(prepared.hash(), flight.nonce));
    size = byNonce.size();
  }

  /** Takes up what a store holds, instead of all that was on its way. */
  void reload(List<PreparedTransaction> unfinished) {
    clear();
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

  /** The chain is asked for the receipt, which stores do not keep. */
  void watchAgain(PreparedTransaction prepared) {
    if (!isWatched(prepared.hash())) {
      Flight flight = new Flight(prepared.nonce(), Optional.of(prepared));
      flight.due = false;
      add(flight);
    }
  }

  void remove(Flight flight) {
    byNonce.remove(flight.nonce);
    flight.own.ifPresent(prepared -> nonces.remove(prepared.hash()));
    flight.filler.ifPresent(prepared -> nonces.remove(prepared.hash()));
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
