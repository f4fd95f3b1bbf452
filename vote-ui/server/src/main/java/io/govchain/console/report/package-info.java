/** The audit report of a period from a node alone, without a console that runs. */
package io.govchain.console.report;
