/**
 * Tells applications of their calls where they want to be told: signed, in order, at least once.
 */
package io.govchain.subchain.webhooks;
