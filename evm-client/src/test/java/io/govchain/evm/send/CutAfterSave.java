package io.govchain.evm.send;

import io.govchain.evm.testchain.Link;
import java.util.List;

/** The link to the chain breaks in the moment between a save and its broadcast. */
final class CutAfterSave extends ForwardingStore {
  private final Link link;

  CutAfterSave(PreparedTransactions inner, Link link) {
    super(inner);
    this.link = link;
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    super.saveAll(prepared);
    link.cut();
  }
}
