package io.govchain.service.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes before a byte of its body is read: room for one more, and a caller who
 * may come.
 */
final class Gate implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String CALLER = "govchain.caller";

  private final Callers callers;
  private final HttpSettings settings;
  private final VirtualThreads threads;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<String, Integer> perCaller = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  Gate(Callers callers, HttpSettings settings, VirtualThreads threads) {
    this.callers = callers;
    this.settings = settings;
    this.threads = threads;
  }

  static Caller caller(RoutingContext context) {
    return context.get(CALLER);
  }

  int underWay() {
    return underWay.get();
  }

  void stop() {
    stopping = true;
  }

  @Override
  public void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (stopping) {
      Problem problem = Problem.of("service-stopping", 503, "the service is stopping");
      Replies.send(request, Response.problem(problem).header("retry-after", "5"));
      return;
    }
    Optional<Response> refusal = callers.refusal(request);
    if (refusal.isPresent()) {
      Replies.sendAndStopReading(request, refusal.get());
      return;
    }
    if (underWay.incrementAndGet() > settings.maxConcurrentRequests()) {
      underWay.decrementAndGet();
      Replies.send(request, overloaded());
      return;
    }
    Occupation.of(routing).atTheEnd(underWay::decrementAndGet);
    Context context = routing.vertx().getOrCreateContext();
    request.pause();
    threads
        .call(context, () -> callers.identify(request))
        .onComplete(caller -> admit(routing, caller), thrown -> refuseUnknown(routing, thrown));
  }

  private void admit(RoutingContext routing, Caller caller) {
    if (caller.identities().isEmpty()) {
      LOG.info(
          "request from {} refused: certificate {} is not registered",
          routing.request().remoteAddress(),
          caller.name());
      Replies.sendAndClose(routing, unregistered(caller));
      return;
    }
    String name = caller.name();
    Occupation.of(routing).atTheEnd(() -> perCaller.computeIfPresent(name, Gate::oneLess));
    if (perCaller.merge(name, 1, Integer::sum) > settings.maxConcurrentPerCaller()) {
      Replies.sendAndStopReading(routing.request(), overloadedBy(name));
      return;
    }
    routing.put(CALLER, caller);
    limitBodyTime(routing);
    routing.next();
    routing.request().resume();
  }

  /** A body that trickles in keeps a connection from being idle; this bounds it as a whole. */
  private void limitBodyTime(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    long timer =
        routing
            .vertx()
            .setTimer(
                settings.receiveTimeout().toMillis(),
                late -> {
                  if (!request.isEnded()) {
                    Replies.sendAndStopReading(request, tooSlow());
                  }
                });
    routing.addEndHandler(ended -> routing.vertx().cancelTimer(timer));
  }

  private void refuseUnknown(RoutingContext routing, Throwable thrown) {
    if (thrown instanceof SSLPeerUnverifiedException gone) {
      LOG.debug("nobody is left to be answered", gone);
      routing.request().connection().close();
      return;
    }
    // Why is for the log alone: it names inner addresses, and anybody at all may be asking.
    LOG.warn("the registry of certificates does not answer", thrown);
    Problem problem =
        Problem.of("registry-unavailable", 503, "certificates cannot be looked up at the moment");
    Replies.send(routing.request(), Response.problem(problem).header("retry-after", "1"));
  }

  private Response overloaded() {
    Problem problem =
        Problem.of("overloaded", 503, "too many requests are under way")
            .expected("at most " + settings.maxConcurrentRequests());
    return Response.problem(problem).header("retry-after", "1");
  }

  private static Integer oneLess(String caller, int count) {
    return count > 1 ? count - 1 : null;
  }

  private Response overloadedBy(String caller) {
    Problem problem =
        Problem.of("overloaded", 503, "too many requests of this caller are under way")
            .expected("at most " + settings.maxConcurrentPerCaller())
            .actual(caller);
    return Response.problem(problem).header("retry-after", "1");
  }

  private Response tooSlow() {
    return Response.problem(
        Problem.of("body-too-slow", 408, "the request body did not arrive in time")
            .expected("complete within " + settings.receiveTimeout().toMillis() + " ms"));
  }

  private static Response unregistered(Caller caller) {
    return Response.problem(
        Problem.of("certificate-unregistered", 403, "the client certificate is not registered")
            .expected("the fingerprint of an active service, application or operator")
            .actual(caller.name()));
  }
}
