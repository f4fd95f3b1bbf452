package io.govchain.console.acceptance.world;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipApplication;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Institutions that want to become members, without a page. */
public final class Applications {
  private final World world;

  private Applications(World world) {
    this.world = world;
  }

  /** Of this world. */
  public static Applications of(World world) {
    return new Applications(world);
  }

  /** Id of an application that waits for a vote, and that no test decides. */
  public String pending() {
    return waiting("museum")
        .orElseGet(() -> applies("museum", "City Museum", new byte[] {1, 9, 4, 9}));
  }

  /** Somebody applies, naming this document by its digest. Returns the application's id. */
  public String applies(String code, String name, byte[] document) {
    new GovernanceAccount(world.consortium().client(), SigningKey.random())
        .send(
            GovernanceCalls.applyForMembership(
                code, name, Institution.Category.GOVERNANCE, sha256(document), "{}"));
    return waiting(code).orElseThrow();
  }

  private Optional<String> waiting(String code) {
    return world.consortium().chain().membershipApplications().stream()
        .filter(application -> application.code().equals(code))
        .filter(application -> application.status() == MembershipApplication.Status.PENDING)
        .map(MembershipApplication::id)
        .findFirst();
  }

  private static String sha256(byte[] document) {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(document));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
