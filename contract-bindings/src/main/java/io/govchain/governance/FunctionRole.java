package io.govchain.governance;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Set;

/** The roles that a governed function can be given to, numbered as the access manager does. */
public enum FunctionRole {
  /** Nobody but work orders. */
  WORK_ORDERS,
  GOVERNOR,
  OPERATOR,
  CROSS_CHAIN,
  AUDITOR,
  /** Governors and operators. */
  MEMBER,
  /** Every active account. */
  ACCOUNT,
  /** Whoever reaches the chain, account or not. */
  ANYBODY;

  private static final BigInteger PUBLIC = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /** The role's word; the number of a role that is none of these. */
  public static String told(BigInteger id) {
    if (id.equals(PUBLIC)) {
      return ANYBODY.name();
    }
    boolean known = id.compareTo(BigInteger.valueOf(ANYBODY.ordinal())) < 0;
    return known ? values()[id.intValue()].name() : id.toString();
  }

  /**
   * Whether somebody may call what has the role now who could not before, both as {@link #told}. Of
   * a role that is none of these nobody knows here who holds it: to be given to it lets others in,
   * to be taken from it does so only where the new role has holders.
   */
  public static boolean wider(String now, String before) {
    if (now.equals(before) || before.equals(ANYBODY.name())) {
      return false;
    }
    if (isNumber(now)) {
      return true;
    }
    Set<FunctionRole> holders = valueOf(now).holders();
    return isNumber(before) ? !holders.isEmpty() : !valueOf(before).holders().containsAll(holders);
  }

  private static boolean isNumber(String told) {
    return Character.isDigit(told.charAt(0));
  }

  /** Which accounts it lets in; {@code ANYBODY} stands for those that are none of ours. */
  private Set<FunctionRole> holders() {
    return switch (this) {
      case WORK_ORDERS -> EnumSet.noneOf(FunctionRole.class);
      case GOVERNOR, OPERATOR, CROSS_CHAIN, AUDITOR -> EnumSet.of(this);
      case MEMBER -> EnumSet.of(GOVERNOR, OPERATOR);
      case ACCOUNT -> EnumSet.range(GOVERNOR, AUDITOR);
      case ANYBODY -> EnumSet.allOf(FunctionRole.class);
    };
  }
}
