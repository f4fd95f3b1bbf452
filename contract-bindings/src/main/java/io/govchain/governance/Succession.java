package io.govchain.governance;

import java.util.Optional;

/** The account that this one took over from, and the one that took over from it. */
public record Succession(Optional<String> predecessor, Optional<String> successor) {}
