package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.AuditorCredential;
import io.govchain.governance.Account;
import io.govchain.governance.Account.Role;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Auditors, who need no certificate of their own on the chain: their account vouches for one. */
final class Auditors {
  private static final Logger LOG = LoggerFactory.getLogger(Auditors.class);

  private final Directory directory;

  Auditors(Directory directory) {
    this.directory = directory;
  }

  /** The auditor whose certificate this is; empty when the credential does not say so truly. */
  Optional<TlsPeer> identify(Fingerprint certificate, String credential) {
    try {
      AuditorCredential claimed = AuditorCredential.claimed(credential);
      long now = directory.blockTime();
      if (!claimed.certificate().equals(certificate.value())
          || !claimed.service().equals(directory.self())
          || claimed.expires() <= now
          || claimed.expires() > now + AuditorCredential.MAX_SECONDS) {
        LOG.info("credential of {} refused: not for this here and now", claimed.account());
        return Optional.empty();
      }
      return directory
          .registry()
          .activeAccount(claimed.account())
          .filter(account -> account.role() == Role.AUDITOR)
          .filter(account -> isSigned(account, credential))
          .map(account -> new TlsPeer(TlsPeer.Role.AUDITOR, account.address()));
    } catch (AmdpException malformed) {
      LOG.info("credential refused: {}", malformed.problem().code().wire());
      return Optional.empty();
    }
  }

  private static boolean isSigned(Account account, String credential) {
    return AuditorCredential.isSignedBy(Directory.bytes(account.publicKey()), credential);
  }
}
