/**
 * What the console is tested on: a consortium whose chains and proxies are real processes, and the
 * console itself as one more.
 */
package io.govchain.console.acceptance.world;
