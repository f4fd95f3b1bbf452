/** Structured logs with the transaction's id in every event. */
package io.govchain.service.logging;
