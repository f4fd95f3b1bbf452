package io.govchain.service.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells who a request is from. */
sealed interface Callers permits RegisteredCallers, OpenCallers {

  static Callers of(Access access) {
    return switch (access) {
      case Access.Registered registered -> new RegisteredCallers(registered);
      case Access.Open open -> new OpenCallers(open);
    };
  }

  /** How connections are made. */
  HttpServerOptions options();

  /** Why not even to look at the request; on the event loop, before everything else. */
  Optional<Response> refusal(HttpServerRequest request);

  /**
   * Who it is; blocks.
   *
   * @throws SSLPeerUnverifiedException when the connection has ended
   */
  Caller identify(HttpServerRequest request) throws SSLPeerUnverifiedException;

  /** Whether an open stream may go on; blocks. */
  boolean isStillKnown(Caller caller);
}
