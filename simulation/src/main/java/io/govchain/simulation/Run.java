package io.govchain.simulation;

import java.util.Optional;

/** What came of one world. */
record Run(long seed, long events, Visits visits, Optional<Report.Violated> violation) {}
