package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Effect;

/** A local effect that is on disk and not performed yet; to be given back as performed. */
public record PendingEffect(long number, String transaction, Effect.LocalEffect effect) {}
