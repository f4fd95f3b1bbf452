/** Sends ballots that voters signed, for those without gas or node. */
package io.govchain.console.relay;
