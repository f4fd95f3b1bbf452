/**
 * What the proxy promised and did, in SQLite. Statements run inside the caller's write, so that a
 * decision and the message that follows from it are kept together or not at all.
 */
package io.govchain.subchain.journal;
