/**
 * Compares what ended with the subchain and the governance record, again and again, a bit at a
 * time.
 */
package io.govchain.subchain.sweep;
