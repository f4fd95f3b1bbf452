package io.govchain.simulation;

import java.util.Optional;

/**
 * What a party shows for a step that it says succeeded.
 *
 * @param spot the step that it is shown for
 * @param write what it proves, if anything
 * @param genuineRead whether it proves a read
 */
record Evidence(Spot spot, Optional<Subchain.Write> write, boolean genuineRead) {}
