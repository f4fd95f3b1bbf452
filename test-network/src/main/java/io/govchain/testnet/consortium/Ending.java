package io.govchain.testnet.consortium;

import java.util.List;

/** Ends what was started, side by side, and goes on whatever fails. */
record Ending(Progress progress) {

  void of(List<? extends AutoCloseable> resources) {
    Together.run(resources.stream().<Runnable>map(one -> () -> closeQuietly(one)).toList());
  }

  private void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // The others must still be ended; nobody waits for this one any more.
      progress.done("could not close " + resource + ": " + e.getMessage());
    }
  }
}
