package io.govchain.console.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.Fees;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.Ballot;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.MemberCalls;
import io.govchain.governance.WorkOrder;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends ballots of voters from the relay's own account. A ballot is sent once, whatever is asked
 * again or restarted in between: it is signed and on disk before it is broadcast, and asking again
 * answers the same transaction.
 */
public final class VoteRelay implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 12;
  private static final int MOST_ATTEMPTS = 3;

  /** A check asks the chain several times, and anybody can have one made. */
  private static final int MOST_CHECKS = 8;

  private final GovernanceChain chain;
  private final EvmClient client;
  private final SigningKey key;
  private final PreparedTransactions store;
  private final BallotCheck check;
  private final Semaphore room = new Semaphore(MOST_CHECKS, true);
  private final Map<String, String> underWay = new ConcurrentHashMap<>();
  private TransactionSender sender;

  public VoteRelay(
      GovernanceChain chain, EvmClient client, SigningKey key, PreparedTransactions store) {
    this.chain = chain;
    this.client = client;
    this.key = key;
    this.store = store;
    this.check = new BallotCheck(chain);
  }

  /** Takes up what was signed and not seen in a block before the last end. */
  public void resume() {
    if (!store.unfinished().isEmpty()) {
      sender().resume();
    }
  }

  /** Handles {@code POST /v1/relay/votes}. */
  public Response handle(Request request) throws InterruptedException {
    SignedBallot ballot = SignedBallot.of(request.json());
    String reference = ballot.reference(1);
    admit(ballot, reference);
    String seat = ballot.workOrder() + ballot.voter();
    String other = underWay.putIfAbsent(seat, reference);
    if (other != null && !other.equals(reference)) {
      throw BallotCheck.refused(
          "ballot-under-way",
          409,
          "this ballot was not taken now; ask again with it in a moment",
          "no other ballot that the voter signed for the work order under way",
          "another one of hers for work order " + ballot.workOrder());
    }
    try {
      return relayed(ballot, 1);
    } finally {
      if (other == null) {
        underWay.remove(seat);
      }
    }
  }

  /**
   * Before it takes the voter's place: what anybody can make up must keep nobody from voting. Looks
   * at it once more when it has the place, as the chain is then.
   */
  private void admit(SignedBallot ballot, String reference) throws InterruptedException {
    if (isSent(reference)) {
      return;
    }
    if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw BallotCheck.refused(
          "relay-unavailable",
          503,
          "too many ballots are being checked; send it again",
          "at most %d at a time".formatted(MOST_CHECKS),
          "no room within %d s".formatted(PATIENCE_SECONDS));
    }
    try {
      check.check(ballot);
    } catch (ProblemException refused) {
      if (!isSent(reference)) {
        throw refused;
      }
    } finally {
      room.release();
    }
  }

  /**
   * The same ballot in another transaction counts once all the same: its own nonce is used up with
   * the vote.
   */
  private Response relayed(SignedBallot ballot, int attempt) throws InterruptedException {
    String reference = ballot.reference(attempt);
    try {
      Call call = call(ballot, reference);
      return answer(
          reference, sender().submit(reference, call).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException late) {
      return sent(reference, Optional.empty());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EvmException.TransactionDisplaced displaced) {
        return afterDisplacement(ballot, attempt, displaced);
      }
      throw failure(failed.getCause());
    }
  }

  /** Somebody else sent from the relay's account: that transaction took the place of this one. */
  private Response afterDisplacement(
      SignedBallot ballot, int attempt, EvmException.TransactionDisplaced displaced)
      throws InterruptedException {
    boolean more = attempt < MOST_ATTEMPTS;
    if (more && isSent(ballot.reference(attempt + 1))) {
      return relayed(ballot, attempt + 1);
    }
    Optional<WorkOrder.Vote> counted =
        chain
            .account(ballot.voter())
            .flatMap(account -> chain.vote(ballot.workOrder(), account.institution()));
    if (counted.isPresent()) {
      throw BallotCheck.refused(
          "already-voted",
          409,
          "the institution's vote counts; another transaction carried it",
          "no vote before this ballot",
          counted.get().word());
    }
    if (more) {
      return relayed(ballot, attempt + 1);
    }
    throw BallotCheck.refused(
        "ballot-displaced",
        409,
        "the ballot did not count: somebody else sends from the relay's account, and their"
            + " transactions took the place of those with the ballot; vote directly instead",
        "a relay account that nobody else sends from",
        displaced.getMessage());
  }

  /** What was sent before was checked before; the chain has moved on since, because of it. */
  private Call call(SignedBallot ballot, String reference) {
    Call call =
        MemberCalls.submitVote(
            new Ballot(
                chain.chainId(),
                ballot.workOrder(),
                ballot.vote(),
                ballot.voter(),
                BigInteger.ZERO,
                ballot.reason(),
                ballot.signature()));
    if (!isSent(reference)) {
      try {
        check.check(ballot);
        client.call(
            Optional.of(key.address()), call.to().orElseThrow(), call.data(), Optional.empty());
      } catch (ProblemException refused) {
        if (!isSent(reference)) {
          throw refused;
        }
      } catch (EvmException.CallReverted reverted) {
        if (!isSent(reference)) {
          throw refusedByContract(reverted.reason().text());
        }
      }
    }
    return call;
  }

  private boolean isSent(String reference) {
    return store.byReference(reference).isPresent();
  }

  private Response answer(String reference, Receipt receipt) {
    if (!receipt.succeeded()) {
      throw refusedByContract("a transaction without effect, " + receipt.transactionHash());
    }
    return sent(reference, Optional.of(receipt));
  }

  private Response sent(String reference, Optional<Receipt> receipt) {
    String hash =
        receipt
            .map(Receipt::transactionHash)
            .or(() -> store.byReference(reference).map(stored -> stored.prepared().hash()))
            .orElseThrow(
                () ->
                    BallotCheck.refused(
                        "chain-unreachable",
                        503,
                        "the ballot could not be sent in time; send it again",
                        "the chain's answer within " + PATIENCE_SECONDS + " s",
                        "none"));
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("transactionHash", hash);
    receipt.ifPresent(landed -> json.put("block", landed.blockNumber()));
    return Response.json(200, json);
  }

  private static RuntimeException refusedByContract(String reason) {
    return BallotCheck.refused(
        "ballot-refused", 409, "the chain refuses the ballot", "a ballot that counts", reason);
  }

  private static RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case EvmException.SenderUnavailable busy ->
          BallotCheck.refused(
              "relay-unavailable", 503, "the relay cannot send now", "room", busy.getMessage());
      case EvmException.ReferenceConflict conflict ->
          BallotCheck.refused(
              "ballot-refused",
              409,
              "the ballot was sent with other content",
              "the same ballot",
              conflict.getMessage());
      case RuntimeException other -> other;
      default -> new IllegalStateException("a ballot could not be sent", cause);
    };
  }

  /** The chain tells whether it takes fees, so it is asked at the first ballot. */
  private synchronized TransactionSender sender() {
    if (sender == null) {
      boolean free =
          client.latestHeader().baseFeePerGas().filter(fee -> fee.signum() > 0).isEmpty();
      SenderSettings settings = SenderSettings.with(free ? Fees.zero() : Fees.fromBaseFee());
      sender = new TransactionSender(client, key, store, settings);
    }
    return sender;
  }

  @Override
  public synchronized void close() {
    if (sender != null) {
      sender.close();
    }
  }
}
