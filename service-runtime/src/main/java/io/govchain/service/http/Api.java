package io.govchain.service.http;

import io.govchain.service.tls.TlsPeer.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The application API of a service: an OpenAPI contract on the classpath and a handler for each of
 * its operations. Requests that break the contract never reach a handler; an operation without a
 * handler, or a handler without an operation, keeps the service from starting.
 */
public final class Api {
  record Operation(Set<Role> roles, RequestHandler handler) {}

  record Stream(Set<Role> roles, EventSource source) {}

  record Downloading(Set<Role> roles, Download.Source source) {}

  private final String contract;
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final Map<String, Downloading> downloads = new LinkedHashMap<>();
  private final Map<String, Integer> largestBodies = new LinkedHashMap<>();

  private Api(String contract) {
    this.contract = contract;
  }

  /**
   * Starts an API.
   *
   * @param contract classpath resource such as {@code /openapi.yaml}, as for {@link
   *     Class#getResource}
   */
  public static Api of(String contract) {
    return new Api(contract);
  }

  /** Handles an operation for callers whose certificate is registered in one of these roles. */
  public Api operation(String operationId, Set<Role> roles, RequestHandler handler) {
    operations.put(operationId, new Operation(Set.copyOf(roles), handler));
    return this;
  }

  /** Answers an operation with server-sent events, for callers registered in one of these roles. */
  public Api stream(String operationId, Set<Role> roles, EventSource source) {
    streams.put(operationId, new Stream(Set.copyOf(roles), source));
    return this;
  }

  /**
   * Answers an operation while the answer is made, for callers registered in one of these roles.
   */
  public Api download(String operationId, Set<Role> roles, Download.Source source) {
    downloads.put(operationId, new Downloading(Set.copyOf(roles), source));
    return this;
  }

  /** Lets the requests of one operation have a larger body than those of the others. */
  public Api largestBody(String operationId, int bytes) {
    largestBodies.put(operationId, bytes);
    return this;
  }

  Map<String, Downloading> downloads() {
    return Collections.unmodifiableMap(downloads);
  }

  Map<String, Integer> largestBodies() {
    return Collections.unmodifiableMap(largestBodies);
  }

  Map<String, Stream> streams() {
    return Collections.unmodifiableMap(streams);
  }

  String contract() {
    return contract;
  }

  Map<String, Operation> operations() {
    return Collections.unmodifiableMap(operations);
  }
}
