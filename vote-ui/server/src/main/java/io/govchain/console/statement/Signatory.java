package io.govchain.console.statement;

import io.govchain.governance.Account;
import java.util.Optional;

/**
 * Who signed a statement.
 *
 * @param institution id of the account's institution; empty for an applicant without an account
 */
public record Signatory(
    String address, Optional<Account.Role> role, Optional<String> institution) {}
