package io.govchain.service.messaging;

import java.time.Duration;

/**
 * A destination to which nothing gets through.
 *
 * @param lasting since the first attempt that failed
 * @param why what the last attempt came to
 */
public record Unreached(Duration lasting, String why) {}
