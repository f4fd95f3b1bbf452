package io.govchain.subchain.intake;

import io.govchain.amdp.Problem;
import io.govchain.amdp.WireName;

/**
 * Why a call is not taken.
 *
 * @param code stable code
 * @param where the part that is wrong
 * @param expected what would have been right
 * @param actual what came
 */
public record Refusal(String code, String where, String expected, String actual) {

  static Refusal of(WireName code, String where, String expected, String actual) {
    return new Refusal(code.wire(), where, expected, actual);
  }

  /** A refusal that the protocol gives. */
  public static Refusal of(Problem problem) {
    return new Refusal(
        problem.code().wire(), problem.where(), problem.expected(), problem.actual());
  }

  /** The same refusal, said of a part of something larger. */
  Refusal within(String outer) {
    return new Refusal(code, outer + "." + where, expected, actual);
  }

  /** One line with everything. */
  public String text() {
    return code + ": " + where + ": expected " + expected + ", got " + actual;
  }
}
