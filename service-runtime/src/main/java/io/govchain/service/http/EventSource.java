package io.govchain.service.http;

/** Opens streams of events. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface EventSource {
  /** The feed for this request; a {@link ProblemException} refuses it. */
  EventFeed open(Request request) throws Exception;
}
