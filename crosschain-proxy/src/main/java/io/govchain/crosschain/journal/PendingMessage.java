package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Effect;

/** A message that was decided, is on disk as such, and is not made yet. */
public record PendingMessage(long number, Effect.MessageEffect effect) {}
