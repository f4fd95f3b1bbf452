/** The ledger and the log of governance as files for spreadsheets and programs. */
package io.govchain.console.export;
