/**
 * The Authorized Multi-Stage Distributed Protocol: messages, signed envelopes, sealed data,
 * transaction ids. Pure: no clock, no I/O, no logger. {@code docs/protocol.md} is the
 * specification.
 */
package io.govchain.amdp;
