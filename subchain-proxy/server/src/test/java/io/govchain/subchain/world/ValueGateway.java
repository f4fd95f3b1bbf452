package io.govchain.subchain.world;

import io.govchain.adapter.ArgumentProblem;
import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayArgumentsException;
import io.govchain.adapter.GatewayRequest;
import io.govchain.adapter.GatewayRequests;
import io.govchain.adapter.GatewayStatus;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.Reason;
import io.govchain.adapter.SubchainGateway;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.governance.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** A gateway that outlives adapters; every request is in a block of its own. */
public final class ValueGateway {

  /** Arguments that an adapter fails on, in a way that it should not. */
  public static final String POISON = "0xdead";

  /** Arguments that are none of the function's. */
  public static final String WRONG = "0xbad0";

  private final List<GatewayRequest> requests = new ArrayList<>();
  private final Map<String, GatewayAnswer> answers = new LinkedHashMap<>();
  private int effects;
  private int asked;
  private final List<Integer> looks = new CopyOnWriteArrayList<>();
  private long time = World.NOW;
  private int refusals;
  private boolean silent;
  private boolean behind;

  /** A contract asks for {@code store} at the pipeline's target; returns the id. */
  public String ask(String function, String arguments, boolean disclosed) {
    return ask(World.PIPELINE, function, arguments, disclosed);
  }

  public String ask(String pipeline, String function, String arguments, boolean disclosed) {
    return ask(pipeline, function, arguments, World.DIGEST, disclosed);
  }

  /** A contract asks with arguments of which it shows only the digest. */
  public String askHidden(String digest) {
    return askHiddenly(World.WRITE, digest);
  }

  /** The same of another function. */
  public String askHiddenly(String function, String digest) {
    return ask(World.PIPELINE, function, "0x", digest, false);
  }

  /** Another contract asks. */
  public String askAs(String caller) {
    return ask(caller, World.PIPELINE, World.WRITE, "0x01", World.DIGEST, true);
  }

  private String ask(
      String pipeline, String function, String arguments, String digest, boolean disclosed) {
    return ask("0xcaller", pipeline, function, arguments, digest, disclosed);
  }

  private synchronized String ask(
      String caller,
      String pipeline,
      String function,
      String arguments,
      String digest,
      boolean disclosed) {
    long number = requests.size() + 1L;
    String id = "0x%064x".formatted(0x6a7e000 + number);
    requests.add(
        new GatewayRequest(
            number,
            id,
            caller,
            Paths.id(pipeline),
            Paths.id(function),
            digest,
            arguments,
            disclosed,
            World.NOW + 100,
            1000,
            number * 10,
            World.NOW));
    return id;
  }

  public synchronized String ask() {
    return ask(World.WRITE, "0x01", true);
  }

  /** The chain's clock goes on. */
  public synchronized void time(long now) {
    time = now;
  }

  /** The next answers are refused, as by a gateway that is paused. */
  public synchronized void refuse(int times) {
    refusals = times;
  }

  public synchronized void silent(boolean now) {
    silent = now;
  }

  /** The node that is asked about single requests does not have their blocks yet. */
  public synchronized void behind(boolean now) {
    behind = now;
  }

  public synchronized boolean isSilent() {
    return silent;
  }

  /** What the gateway was told of a request. */
  public synchronized Optional<GatewayAnswer> answer(String id) {
    return Optional.ofNullable(answers.get(id));
  }

  /** The block with the answer is undone, on a chain that was not final after all. */
  public synchronized void forget(String id) {
    answers.remove(id);
  }

  /** How many answers took effect. */
  public synchronized int effects() {
    return effects;
  }

  /** How often an answer was tried. */
  public synchronized int asked() {
    return asked;
  }

  private synchronized GatewayStatus status(String id) {
    if (behind || requests.stream().noneMatch(request -> request.id().equals(id))) {
      return GatewayStatus.UNKNOWN;
    }
    return answer(id).map(GatewayAnswer::outcome).orElse(GatewayStatus.REQUESTED);
  }

  private synchronized void mine(GatewayAnswer answer) {
    answers.put(answer.id(), answer);
    effects++;
  }

  private synchronized Optional<String> refusal(GatewayAnswer answer) {
    asked++;
    if (refusals > 0) {
      refusals--;
      return Optional.of("EnforcedPause()");
    }
    return status(answer.id()) == GatewayStatus.REQUESTED
        ? Optional.empty()
        : Optional.of("CallNotOpen()");
  }

  private synchronized GatewayRequests requests(long fromBlock, long afterNumber) {
    if (silent) {
      throw new SubchainUnavailableException("silent", new IllegalStateException("silent"));
    }
    long newest = requests.size() * 10L + 5;
    List<GatewayRequest> found =
        requests.stream()
            .filter(request -> request.block() >= fromBlock && request.number() > afterNumber)
            .toList();
    return new GatewayRequests(found, newest, newest, time, requests.size());
  }

  /** How many blocks the adapter had been told to wait for at each look for requests, in order. */
  public List<Integer> looks() {
    return List.copyOf(looks);
  }

  SubchainGateway on(PreparedWrites store, ValueSubchain.Death death, IntSupplier confirmations) {
    return new Face(store, death, confirmations);
  }

  private final class Face implements SubchainGateway {

    private final PreparedWrites store;
    private final ValueSubchain.Death death;
    private final IntSupplier confirmations;

    Face(PreparedWrites store, ValueSubchain.Death death, IntSupplier confirmations) {
      this.store = store;
      this.death = death;
      this.confirmations = confirmations;
    }

    @Override
    public GatewayRequests requests(long fromBlock, long afterNumber) {
      looks.add(confirmations.getAsInt());
      return ValueGateway.this.requests(fromBlock, afterNumber);
    }

    @Override
    public GatewayStatus status(String id) {
      return ValueGateway.this.status(id);
    }

    @Override
    public String arguments(String function, String encoded) throws GatewayArgumentsException {
      if (encoded.equals(POISON)) {
        throw new IllegalStateException("a plugin's defect");
      }
      if (encoded.equals(WRONG)) {
        throw new GatewayArgumentsException(new ArgumentProblem("arguments", "others", encoded));
      }
      return "[\"" + World.DIGEST + "\",\"deed " + encoded + "\"]";
    }

    @Override
    public CompletableFuture<WriteOutcome> answer(String reference, GatewayAnswer answer) {
      CompletableFuture<WriteOutcome> never = new CompletableFuture<>();
      if (store.byReference(reference).isEmpty()) {
        Optional<String> refusal = refusal(answer);
        if (refusal.isPresent()) {
          return CompletableFuture.completedFuture(
              new WriteOutcome.Refused(new Reason("write-refused", refusal.get()), "refusal"));
        }
        if (death == ValueSubchain.Death.BEFORE_SAVING) {
          return never;
        }
        long nonce = store.highestNonce("0xaccount").orElse(-1) + 1;
        store.save(
            List.of(new PreparedWrite(reference, "0xaccount", nonce, "0x" + nonce, new byte[1])));
        if (death == ValueSubchain.Death.AFTER_SAVING) {
          return never;
        }
        mine(answer);
        if (death == ValueSubchain.Death.AFTER_BROADCASTING) {
          return never;
        }
      } else if (status(answer.id()) == GatewayStatus.REQUESTED) {
        mine(answer);
      }
      return CompletableFuture.completedFuture(
          new WriteOutcome.Succeeded(
              store.byReference(reference).orElseThrow().hash(), 1, "evidence"));
    }
  }
}
