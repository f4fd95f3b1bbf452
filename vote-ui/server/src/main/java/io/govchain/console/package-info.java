/** The governance console: its configuration and its composition. */
package io.govchain.console;
