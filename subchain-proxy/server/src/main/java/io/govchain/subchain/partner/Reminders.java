package io.govchain.subchain.partner;

import io.govchain.governance.Service;
import io.govchain.service.database.Database;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.StoredCall;
import java.util.Optional;

/**
 * Has the cross-chain proxy tell once more how a call stands, and what it returned: a call that it
 * has already starts nothing when it is handed in again, and is answered with all that is known.
 */
public final class Reminders {

  private final String servicePath;
  private final Database database;
  private final Governance governance;
  private final Forwards forwards;

  /** Of calls that this service has handed in. */
  public Reminders(
      String servicePath, Database database, Governance governance, Forwards forwards) {
    this.servicePath = servicePath;
    this.database = database;
    this.governance = governance;
    this.forwards = forwards;
  }

  /** Asks about a call that the journal has. Nobody is asked while there is no partner. */
  public void ask(StoredCall call) {
    Optional<String> partner =
        governance
            .registry()
            .service(servicePath)
            .flatMap(Service::pairedWith)
            .flatMap(governance.registry()::service)
            .map(Service::path);
    long now = governance.blockTime();
    partner.ifPresent(
        to ->
            database.writeAndWait(
                handle -> {
                  Calls.byTransaction(handle, call.transaction())
                      .ifPresent(stored -> forwards.again(handle, stored, to, now));
                  return true;
                }));
  }
}
