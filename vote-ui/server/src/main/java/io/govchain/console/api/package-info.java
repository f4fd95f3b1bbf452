/** The console's API: every operation of {@code openapi.yaml} and who answers it. */
package io.govchain.console.api;
