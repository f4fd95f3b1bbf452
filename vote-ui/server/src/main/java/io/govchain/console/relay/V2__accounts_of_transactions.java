package io.govchain.console.relay;

import io.govchain.service.sending.AccountColumn;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Names the account of each relayed ballot: the relay's may change, and nonces are its own. */
@SuppressWarnings("checkstyle:TypeName") // Flyway reads version and description from the name.
public final class V2__accounts_of_transactions extends BaseJavaMigration {

  @Override
  public void migrate(Context context) throws Exception {
    AccountColumn.add(context.getConnection());
  }
}
