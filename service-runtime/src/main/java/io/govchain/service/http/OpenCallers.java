package io.govchain.service.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Callers of whom only the address is known, which bounds how much each may ask. */
final class OpenCallers implements Callers {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /** What browsers call their extensions' own pages and workers. */
  private static final Set<String> EXTENSIONS =
      Set.of("chrome-extension", "moz-extension", "safari-web-extension");

  private final Access.Open access;
  private final Rate rate;

  OpenCallers(Access.Open access) {
    this.access = access;
    this.rate = new Rate(access.requestsPerSecond(), access.burst());
  }

  @Override
  public HttpServerOptions options() {
    return access.tls().map(tls -> tls.server()).orElseGet(HttpServerOptions::new);
  }

  @Override
  public Optional<Response> refusal(HttpServerRequest request) {
    access.headers().forEach(request.response()::putHeader);
    HostAndPort called = request.authority();
    String host = called == null ? "" : called.host().toLowerCase(Locale.ROOT);
    if (!access.hosts().contains(host)) {
      return Optional.of(wrongHost(host));
    }
    String origin = request.getHeader("origin");
    if (isExtension(origin) && access.forExtensions().contains(request.path())) {
      share(request, origin);
      if (request.method().equals(HttpMethod.OPTIONS)) {
        return Optional.of(permission(request));
      }
    } else if (origin != null && !READING.contains(request.method()) && !isSame(origin, host)) {
      return Optional.of(wrongOrigin(origin));
    }
    return rate.take(address(request), System.nanoTime())
        ? Optional.empty()
        : Optional.of(tooMany());
  }

  private static boolean isExtension(String origin) {
    return origin != null
        && origin.indexOf("://") > 0
        && EXTENSIONS.contains(origin.substring(0, origin.indexOf("://")));
  }

  /** Lets the browser hand the answer to the extension that asked. */
  private static void share(HttpServerRequest request, String origin) {
    request
        .response()
        .putHeader("access-control-allow-origin", origin)
        .putHeader("vary", "origin")
        .putHeader("cross-origin-resource-policy", "cross-origin");
  }

  /** What a browser asks before it sends JSON elsewhere; it counts like any other request. */
  private Response permission(HttpServerRequest request) {
    if (!rate.take(address(request), System.nanoTime())) {
      return tooMany();
    }
    return Response.text(204, "text/plain", "")
        .header("access-control-allow-methods", "POST")
        .header("access-control-allow-headers", "content-type")
        .header("access-control-max-age", "600");
  }

  /** The name alone: a page that was loaded from here under another port is still ours. */
  private static boolean isSame(String origin, String host) {
    try {
      return host.equalsIgnoreCase(URI.create(origin).getHost());
    } catch (IllegalArgumentException opaque) {
      return false;
    }
  }

  @Override
  public Caller identify(HttpServerRequest request) {
    return Caller.anonymous(address(request));
  }

  @Override
  public boolean isStillKnown(Caller caller) {
    return true;
  }

  /** Who has one IPv6 address has the 2^64 beside it, too. */
  static String address(HttpServerRequest request) {
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    if (address == null || address.indexOf(':') < 0 || address.indexOf('.') >= 0) {
      return String.valueOf(address);
    }
    String[] groups = address.split("[:%]", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < Math.min(4, groups.length); i++) {
      network.append(groups[i]).append(':');
    }
    return network.toString();
  }

  private Response wrongHost(String host) {
    return Response.problem(
        Problem.of("host-refused", 421, "the service is not known by this name")
            .expected(String.join(" or ", access.hosts().stream().sorted().toList()))
            .actual(host.isEmpty() ? "none" : host));
  }

  private static Response wrongOrigin(String origin) {
    return Response.problem(
        Problem.of("origin-refused", 403, "a page of another site asked for this")
            .expected("a page that this service serves")
            .actual(origin));
  }

  private Response tooMany() {
    Problem problem =
        Problem.of("too-many-requests", 429, "this address asks too often")
            .expected(
                "at most %d requests a second, %d at once"
                    .formatted(access.requestsPerSecond(), access.burst()));
    return Response.problem(problem).header("retry-after", "1");
  }
}
