package io.govchain.service.messaging;

/**
 * A message to be delivered.
 *
 * @param id the AMDP message id
 * @param destination path of the receiving service
 * @param transaction messages of one transaction to one destination arrive in the order they were
 *     enqueued; empty for messages that belong to none, which are ordered among themselves
 * @param expires unix seconds of the governance chain; not delivered after that
 * @param body the exact bytes of the envelope
 */
public record OutgoingMessage(
    String id, String destination, String transaction, long expires, byte[] body) {}
