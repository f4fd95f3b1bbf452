package io.govchain.simulation.mutation;

import io.govchain.evm.send.SigningPermit;
import io.govchain.governance.TransactionRecord;
import java.util.List;

/** Permissions and writes that outlive what they were for. */
final class Outliving {
  private Outliving() {}

  static List<Mutant> all() {
    return List.of(
        new SignsOnAnOldPermission(),
        new WithdrawsNothing(),
        new WithdrawsBeforeTheEnd(),
        new JudgesBeforeItSearches(),
        new TakesAWithdrawnWriteForGone());
  }

  record SignsOnAnOldPermission() implements Mutant {
    @Override
    public String mistake() {
      return "signs a write on a permission of any age";
    }

    @Override
    public boolean isOver(SigningPermit permit, long nanos) {
      return false;
    }
  }

  record WithdrawsNothing() implements Mutant {
    @Override
    public String mistake() {
      return "goes on with a signed write though its transaction has ended without it";
    }

    @Override
    public boolean endedWithout(TransactionRecord record, int step, boolean undoing) {
      return false;
    }
  }

  record WithdrawsBeforeTheEnd() implements Mutant {
    @Override
    public String mistake() {
      return "withdraws a write while its transaction still waits for it";
    }

    @Override
    public boolean endedWithout(TransactionRecord record, int step, boolean undoing) {
      return record.endedWithout(step, undoing) || record.status() == TransactionRecord.Status.OPEN;
    }
  }

  record JudgesBeforeItSearches() implements Mutant {
    @Override
    public String mistake() {
      return "judges an order before it looks for what was lost, and not after";
    }

    @Override
    public boolean judgesLast() {
      return false;
    }

    @Override
    public boolean isOfRealCode() {
      return false;
    }
  }

  record TakesAWithdrawnWriteForGone() implements Mutant {
    @Override
    public String mistake() {
      return "tells a withdrawn write as failed before the chain does";
    }

    @Override
    public boolean waitsForTheChain() {
      return false;
    }

    @Override
    public boolean isOfRealCode() {
      return false;
    }
  }
}
