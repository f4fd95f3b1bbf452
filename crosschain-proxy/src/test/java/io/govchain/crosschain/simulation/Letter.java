package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;

/**
 * A message in an outbox.
 *
 * @param to a party's name; for messages to the own subchain proxy the sender's
 * @param input what the receiver's engine is told; null where the receiver is the subchain proxy
 * @param disk the sender's disk that the outbox is on: gone with it
 * @param expires virtual milliseconds
 */
record Letter(
    String from,
    String to,
    String transaction,
    Effect.MessageEffect effect,
    Input input,
    int disk,
    long expires) {}
