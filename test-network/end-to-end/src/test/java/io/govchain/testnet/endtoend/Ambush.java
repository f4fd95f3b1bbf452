package io.govchain.testnet.endtoend;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import io.govchain.testnet.FreePort;
import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Stops a proxy as a whole where it has just written to its disk, or is just about to, and ends it
 * there with {@code kill -9}. The debugger's breakpoint does the stopping, from outside: the proxy
 * has nothing in it that knows of tests.
 */
final class Ambush implements AutoCloseable {
  private static final String DATABASE = "io.govchain.service.database.";

  /** Where a proxy is stopped. */
  enum Place {
    /** The commit is on disk, and nobody was told of it: neither threads here nor parties there. */
    AFTER_COMMIT(DATABASE + "DatabaseMetrics", "committed"),
    /** Nothing of this commit is written; what it is to tell of has happened. */
    BEFORE_COMMIT(DATABASE + "GroupCommit", "commit");

    private final String type;
    private final String method;

    Place(String type, String method) {
      this.type = type;
      this.method = method;
    }
  }

  private final ProxyProcess victim;
  private final VirtualMachine machine;

  private Ambush(ProxyProcess victim, VirtualMachine machine) {
    this.victim = victim;
    this.machine = machine;
  }

  /** Has the proxy listen for a debugger from its next start on; returns the port. */
  static int prepare(ProxyProcess proxy) {
    int port = FreePort.choose();
    proxy.startWith(
        List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port));
    return port;
  }

  /** From now on the running proxy stops whenever it comes to the place. */
  static Ambush lay(ProxyProcess victim, int port, Place place)
      throws IOException, IllegalConnectorArgumentsException {
    VirtualMachine machine = attach(port);
    Location location =
        machine
            .classesByName(place.type)
            .getFirst()
            .methodsByName(place.method)
            .getFirst()
            .location();
    BreakpointRequest stop = machine.eventRequestManager().createBreakpointRequest(location);
    stop.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    stop.enable();
    return new Ambush(victim, machine);
  }

  private static VirtualMachine attach(int port)
      throws IOException, IllegalConnectorArgumentsException {
    AttachingConnector sockets =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = sockets.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    return sockets.attach(arguments);
  }

  /** Lets the proxy go on from stop to stop until {@code reached}, and kills it at that stop. */
  void killWhen(String boundary, BooleanSupplier reached, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long left = (end - System.nanoTime()) / 1_000_000;
      EventSet events = left > 0 ? machine.eventQueue().remove(left) : null;
      if (events == null) {
        throw new IllegalStateException(
            "%s: expected to come to it within %s, it has not".formatted(boundary, patience));
      }
      if (events.stream().anyMatch(BreakpointEvent.class::isInstance) && reached.getAsBoolean()) {
        victim.kill();
        return;
      }
      events.resume();
    }
  }

  /** Lets the proxy go on undisturbed, if it still runs. */
  @Override
  public void close() {
    try {
      machine.dispose();
    } catch (VMDisconnectedException gone) {
      // Killed, as intended.
    }
  }
}
