/** Messages of a transaction: what was said, what is said next, what may be believed. */
package io.govchain.crosschain.conversation;
