/**
 * What a subchain proxy asks of an adapter: the only thing that a plugin and its host share.
 *
 * <p>Only JDK types and PF4J cross this boundary (JSON travels as text), so that a plugin is free
 * to bring its own version of every library. A test hashes all public signatures: change them
 * knowingly.
 */
package io.govchain.adapter;
