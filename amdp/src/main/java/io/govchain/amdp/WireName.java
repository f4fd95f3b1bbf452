package io.govchain.amdp;

/** A constant that has one fixed spelling on the wire. */
public interface WireName {
  /** The spelling, lower case with hyphens. */
  String wire();
}
