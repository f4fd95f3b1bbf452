/** Verifies evidence of steps on demand, for people who hold it. */
package io.govchain.console.evidence;
