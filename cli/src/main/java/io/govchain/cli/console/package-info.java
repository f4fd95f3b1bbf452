/** Configuration of a governance console that is started here. */
package io.govchain.cli.console;
