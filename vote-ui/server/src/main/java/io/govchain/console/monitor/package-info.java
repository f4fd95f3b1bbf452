/** Rules that find what is not in order, and open and close alerts by facts. */
package io.govchain.console.monitor;
