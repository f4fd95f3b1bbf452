package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.console.store.ConsoleStore;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.governance.Permission;
import io.govchain.governance.ProposedCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * A store that follows a chain, and beside it one in which everything that is registered is read
 * anew after each call: their records must be the same.
 */
final class BesideTheChain implements AutoCloseable {
  private final GovernedChain chain;
  private final Indexed followed;
  private final ConsoleStore anew;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> called = new TreeSet<>();

  BesideTheChain(GovernedChain chain, Path folder) {
    this.chain = chain;
    this.followed = Indexed.follow(chain.chain(), folder.resolve("followed.db"));
    this.anew = Indexed.open(chain.chain(), folder.resolve("anew.db"));
  }

  /** Sends a call that must succeed; the records are those of the chain afterwards. */
  Receipt act(String account, Call call) {
    Receipt receipt = chain.act(account, call);
    called.add(key(call.to().orElseThrow(), Hex.of(Hex.bytes(call.data()))));
    assertSame(account + " called " + call);
    return receipt;
  }

  /** Has work orders decide on a call and carry it out. */
  void decide(ProposedCall call) {
    chain.decide("Do it at " + chain.chain().blockTime(), call);
    called.add(key(call.to(), call.data()));
    assertSame("a work order called " + call);
  }

  /** What else happened, sent without this. */
  void after(String what, Runnable happening) {
    happening.run();
    assertSame(what);
  }

  /** Functions that somebody may call by the chain's own list, and nobody called here. */
  List<String> uncalled() {
    return chain.chain().members().permissions().stream()
        .filter(each -> !called.contains(key(each.target(), each.selector())))
        .map(BesideTheChain::name)
        .toList();
  }

  private static String name(Permission permission) {
    return permission.contract() + "." + permission.function();
  }

  private static String key(String to, String data) {
    return (to + data.substring(0, 10)).toLowerCase(java.util.Locale.ROOT);
  }

  void assertSame(String after) {
    ConsoleStore store = followed.caughtUp();
    Consumer<Handle> founding =
        new Reading(chain.chain(), anew.database(), new GovernanceFunctions())
            .founding(chain.client().latestHeader(), executor);
    anew.database()
        .writeAndWait(
            handle -> {
              founding.accept(handle);
              return null;
            });
    var expected = Indexed.rows(anew);
    var actual = Indexed.rows(store);
    for (String table : List.of("records", "credit")) {
      assertThat(actual.get(table)).as("%s, after %s", table, after).isEqualTo(expected.get(table));
    }
  }

  @Override
  public void close() {
    executor.close();
    anew.close();
    followed.close();
  }
}
