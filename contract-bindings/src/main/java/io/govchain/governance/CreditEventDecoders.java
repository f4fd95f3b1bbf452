package io.govchain.governance;

import static io.govchain.governance.EventDecoder.of;

import io.govchain.contracts.generated.Credit;
import java.util.Set;

/** The events of {@code Credit}. */
final class CreditEventDecoders {

  static final Set<EventDecoder> CREDIT =
      Set.of(
          of(
              Credit.SCORECHANGED_EVENT,
              fields ->
                  new GovernanceEvent.CreditScoreChanged(
                      fields.word(0),
                      fields.word(1),
                      (int) fields.whole(2),
                      (int) fields.whole(3),
                      fields.whole(4),
                      CreditFaults.of(fields.number(5).longValue()))),
          of(
              Credit.INSTITUTIONRESTRICTED_EVENT,
              fields ->
                  new GovernanceEvent.InstitutionRestricted(
                      fields.word(0), (int) fields.whole(1), (int) fields.whole(2))),
          of(
              Credit.INSTITUTIONRESTORED_EVENT,
              fields ->
                  new GovernanceEvent.InstitutionRestored(
                      fields.word(0), (int) fields.whole(1), (int) fields.whole(2))),
          of(
              Credit.AFFILIATIONCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.AffiliationChanged(
                      fields.word(0), fields.word(1), fields.flag(2))),
          of(
              Credit.CREDITRULESCHANGED_EVENT,
              fields ->
                  new GovernanceEvent.CreditRulesChanged(
                      Credits.rules(fields.struct(0, Credit.Rules.class)))));

  private CreditEventDecoders() {}
}
