package io.govchain.subchain.gateway;

import io.govchain.adapter.GatewayRequests;
import io.govchain.service.database.Database;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.journal.GatewayCalls.Position;
import io.govchain.subchain.journal.GatewayTurns;
import io.govchain.subchain.journal.StoredCall;
import java.util.List;
import java.util.Optional;

/** One gateway's part of the journal. What changes is on disk before anything follows from it. */
final class GatewayJournal {

  private static final long LONGEST_PAUSE = 60;
  private static final int MOST_DOUBLINGS = 6;

  private final Database database;
  private final Governance governance;
  private final String gateway;
  private final String application;

  GatewayJournal(Database database, Governance governance, String gateway, String application) {
    this.database = database;
    this.governance = governance;
    this.gateway = gateway;
    this.application = application;
  }

  Optional<Position> position() {
    return database.read(handle -> GatewayCalls.position(handle, gateway));
  }

  void advance(Position position, GatewayRequests page) {
    database.writeAndWait(
        handle -> {
          GatewayCalls.advance(handle, gateway, position, page.requests());
          return true;
        });
  }

  /**
   * What is to be done now, by turns of the contracts that ask.
   *
   * @param first whose turn comes first
   */
  List<GatewayCall> due(String first, int limit) {
    long now = governance.blockTime();
    return database.read(handle -> GatewayTurns.due(handle, gateway, now, first, limit));
  }

  Optional<StoredCall> told(String transaction) {
    return database.read(handle -> Calls.byTransaction(handle, transaction));
  }

  /** The call that was handed in for a request, also when the proxy died before it noted that. */
  Optional<StoredCall> handedIn(GatewayCall call) {
    String request = CallMaker.requestId(call.request());
    return database.read(handle -> Calls.byRequest(handle, application, request));
  }

  /** Kept, to be looked at again at the next occasion. */
  void keep(GatewayCall call) {
    keep(call, 0);
  }

  /** Kept, to be looked at again after a pause that grows with the number of looks. */
  void keepForLater(GatewayCall call) {
    keepForLater(call, LONGEST_PAUSE);
  }

  /** The same with a pause of at most so many seconds. */
  void keepForLater(GatewayCall call, long atMost) {
    long pause = Math.min(LONGEST_PAUSE, 1L << Math.min(call.tries() - 1, MOST_DOUBLINGS));
    keep(call, governance.blockTime() + Math.max(1, Math.min(pause, atMost)));
  }

  /** Kept, to be looked at again after a while, since it is in good hands. */
  void keepAside(GatewayCall call) {
    keep(call, governance.blockTime() + LONGEST_PAUSE);
  }

  /** The same, without a word about where it stands: whoever it is with may know better. */
  void leaveAside(GatewayCall call) {
    long due = governance.blockTime() + LONGEST_PAUSE;
    database.writeAndWait(
        handle -> {
          GatewayCalls.postpone(handle, call, due);
          return true;
        });
  }

  private void keep(GatewayCall call, long due) {
    database.writeAndWait(
        handle -> {
          GatewayCalls.update(handle, call, due);
          return true;
        });
  }

  /** After a restart nothing is in good hands any more. */
  void everythingDue() {
    database.writeAndWait(
        handle -> {
          GatewayCalls.everythingDue(handle, gateway);
          return true;
        });
  }
}
