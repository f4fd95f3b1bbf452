package io.govchain.subchain.journal;

import java.util.List;

/**
 * Which calls a list shows.
 *
 * @param applications only theirs; empty for all
 * @param status only these; empty text for all
 * @param pipeline only calls that use it; empty text for all
 * @param request only the call under this request id; empty text for all
 * @param since received at this governance block time or later
 * @param until received at this governance block time or earlier
 */
public record CallFilter(
    List<String> applications,
    String status,
    String pipeline,
    String request,
    long since,
    long until) {

  /** Copies the applications. */
  public CallFilter {
    applications = List.copyOf(applications);
  }
}
