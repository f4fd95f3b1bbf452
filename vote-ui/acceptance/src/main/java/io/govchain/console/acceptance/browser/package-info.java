/**
 * A real Chromium as the tests use it: visitors of several languages, sizes and themes, what they
 * send, and a wallet that holds a test's key.
 */
package io.govchain.console.acceptance.browser;
