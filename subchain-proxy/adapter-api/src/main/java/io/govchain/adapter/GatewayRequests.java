package io.govchain.adapter;

import java.util.List;

/**
 * What a stretch of blocks holds.
 *
 * @param requests by number, without a gap
 * @param throughBlock the last block of which these are all requests; below the one asked for when
 *     there is none to look at yet, or more in it than are given at once: then the rest is asked
 *     for with the number of the last one
 * @param newestBlock the newest block that will not be undone
 * @param time the chain's time there, unix seconds
 * @param lastNumber number of the newest request there, 0 for none
 */
public record GatewayRequests(
    List<GatewayRequest> requests,
    long throughBlock,
    long newestBlock,
    long time,
    long lastNumber) {

  /** Copies the requests. */
  public GatewayRequests {
    requests = List.copyOf(requests);
  }
}
