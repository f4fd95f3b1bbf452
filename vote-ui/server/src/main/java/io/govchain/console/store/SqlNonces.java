package io.govchain.console.store;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;

record SqlNonces(Database database) implements Nonces {
  @Override
  public boolean use(String account, String nonce, long issuedAt, long forgotten) {
    return database.writeAndWait(
        handle -> {
          Sql.update(handle, "DELETE FROM nonces WHERE issued_at < ?", forgotten);
          return Sql.update(
                  handle,
                  "INSERT INTO nonces (account, nonce, issued_at) VALUES (?, ?, ?)"
                      + " ON CONFLICT DO NOTHING",
                  account,
                  nonce,
                  issuedAt)
              == 1;
        });
  }
}
