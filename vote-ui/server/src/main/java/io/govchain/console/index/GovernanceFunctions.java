package io.govchain.console.index;

import io.govchain.governance.ProposedCall;
import io.govchain.governance.WorkOrderDescription;
import java.util.Optional;

/** Names of the functions that work orders call. */
final class GovernanceFunctions {
  /** The function's name, if it is known what the call does: by the rule of the page. */
  Optional<String> function(ProposedCall call) {
    return WorkOrderDescription.function(call);
  }
}
