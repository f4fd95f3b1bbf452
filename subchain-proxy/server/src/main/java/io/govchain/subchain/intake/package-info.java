/**
 * Judges calls of applications. Pure: everything known comes in as a value, nothing is looked up,
 * stored or sent here.
 */
package io.govchain.subchain.intake;
