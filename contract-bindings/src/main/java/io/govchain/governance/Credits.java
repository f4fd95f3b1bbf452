package io.govchain.governance;

import static io.govchain.governance.AbiValues.id;
import static io.govchain.governance.ContractReader.all;
import static io.govchain.governance.ContractReader.limit;
import static io.govchain.governance.ContractReader.offset;
import static io.govchain.governance.Wrappers.CREDIT;
import static io.govchain.governance.Wrappers.INSTITUTIONS;

import io.govchain.contracts.generated.Credit;
import io.govchain.contracts.generated.Institutions;
import java.util.ArrayList;
import java.util.List;

/** Reads scores of institutions, and the rules that move them. */
public final class Credits {

  private final ContractReader reader;

  Credits(ContractReader reader) {
    this.reader = reader;
  }

  /** How outcomes move scores now. */
  public CreditRules rules() {
    return rules(reader.value(CREDIT, CREDIT.rules()));
  }

  static CreditRules rules(Credit.Rules struct) {
    return new CreditRules(
        struct.start.intValueExact(),
        struct.threshold.intValueExact(),
        struct.ceiling.intValueExact(),
        struct.settled.intValueExact(),
        struct.failed.intValueExact(),
        struct.late.intValueExact(),
        struct.disputed.intValueExact(),
        struct.escalated.intValueExact(),
        struct.mostGain.intValueExact(),
        struct.mostLoss.intValueExact(),
        struct.window.longValueExact());
  }

  /** An institution's score; that which everybody starts with where nothing has happened. */
  public CreditScore score(String codeOrId) {
    return score(Paths.id(codeOrId), reader.value(CREDIT, CREDIT.scoreOf(id(codeOrId))));
  }

  /** Scores of all institutions, in order of admission. */
  public List<CreditScore> scores() {
    return all(
        (offset, limit) -> {
          List<Institutions.Institution> institutions =
              reader.elements(
                  INSTITUTIONS,
                  INSTITUTIONS.institutions(offset(offset), limit(limit)),
                  Institutions.Institution.class);
          List<Credit.Score> structs =
              reader.elements(
                  CREDIT, CREDIT.scores(offset(offset), limit(limit)), Credit.Score.class);
          List<CreditScore> scores = new ArrayList<>();
          for (int i = 0; i < Math.min(institutions.size(), structs.size()); i++) {
            scores.add(score(AbiValues.hex(institutions.get(i).id), structs.get(i)));
          }
          return scores;
        });
  }

  /** Whether two institutions are held to belong together, so that their traffic earns nothing. */
  public boolean affiliated(String one, String other) {
    return reader.value(CREDIT, CREDIT.affiliated(id(one), id(other)));
  }

  /** Points that a counterparty has given and taken in the present window. */
  public record Window(long gain, long loss) {}

  /** What the counterparty has changed of the institution's score in the present window. */
  public Window window(String institution, String counterparty) {
    List<Long> points = reader.numbers(CREDIT, CREDIT.windowOf(id(institution), id(counterparty)));
    return new Window(points.get(0), points.get(1));
  }

  private static CreditScore score(String institution, Credit.Score struct) {
    return new CreditScore(
        institution,
        struct.score.intValueExact(),
        struct.restricted,
        struct.changedAt.longValueExact());
  }
}
