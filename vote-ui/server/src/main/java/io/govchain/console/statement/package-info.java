/** Acts of people that are no transactions: signed by an account of the chain, good once. */
package io.govchain.console.statement;
