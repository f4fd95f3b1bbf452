package io.govchain.console.index;

import static io.govchain.console.fixture.GovernedChain.DIGEST;

import io.govchain.console.fixture.GovernedChain;
import io.govchain.governance.Alliance.Motion;
import io.govchain.governance.Alliance.Role;
import io.govchain.governance.DataSet;
import io.govchain.governance.DataSet.Sensitivity;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.SharingCalls;
import java.math.BigInteger;
import java.util.Optional;

/** Everything that may be done with alliances and data sets. */
final class Sharing {
  private static final String REGISTRY = "registry/operator";
  private static final String NOTARY = "notary/operator";
  private static final String COURT = "court/operator";

  private final BesideTheChain beside;
  private final GovernedChain chain;

  Sharing(BesideTheChain beside, GovernedChain chain) {
    this.beside = beside;
    this.chain = chain;
  }

  void run() {
    alliance();
    motions();
    data();
    grants();
  }

  private void alliance() {
    String land = "registry/land";
    beside.act(REGISTRY, SharingCalls.foundAlliance("land", "Land", "registers", Optional.empty()));
    beside.act(REGISTRY, SharingCalls.inviteToAlliance(land, "notary"));
    beside.act(REGISTRY, SharingCalls.withdrawAllianceConsent(land, "notary"));
    beside.act(NOTARY, SharingCalls.joinAlliance(land));
    beside.act(REGISTRY, SharingCalls.inviteToAlliance(land, "notary"));
    beside.act(REGISTRY, SharingCalls.setAllianceRole(land, "notary", Role.STEWARD));
    beside.act(NOTARY, SharingCalls.addAllianceSubchain(land, "notary/chain"));
    beside.act(NOTARY, SharingCalls.removeAllianceSubchain(land, "notary/chain"));
    beside.act(REGISTRY, SharingCalls.offerAllianceLead(land, Optional.of("notary")));
    beside.act(NOTARY, SharingCalls.acceptAllianceLead(land));
    beside.act(REGISTRY, SharingCalls.leaveAlliance(land));
    beside.act(COURT, SharingCalls.foundAlliance("law", "Law", "courts", Optional.empty()));
    beside.act(NOTARY, SharingCalls.offerAllianceMerge(land, Optional.of("court/law")));
    beside.act(COURT, SharingCalls.acceptAllianceMerge(land, "court/law"));
  }

  private void motions() {
    String law = "court/law";
    beside.act(NOTARY, SharingCalls.joinAlliance(law));
    beside.act(REGISTRY, SharingCalls.joinAlliance(law));
    beside.act(COURT, SharingCalls.inviteToAlliance(law, "registry"));
    beside.act(NOTARY, SharingCalls.supportMotion(law, Motion.REPLACE, Optional.of("registry")));
    beside.act(REGISTRY, SharingCalls.supportMotion(law, Motion.REPLACE, Optional.of("registry")));
    beside.act(NOTARY, SharingCalls.supportMotion(law, Motion.EXCLUDE, Optional.of("court")));
    beside.act(REGISTRY, SharingCalls.supportMotion(law, Motion.EXCLUDE, Optional.of("court")));
    beside.act(NOTARY, SharingCalls.supportMotion(law, Motion.DISSOLVE, Optional.empty()));
    beside.act(REGISTRY, SharingCalls.supportMotion(law, Motion.DISSOLVE, Optional.empty()));
  }

  private void data() {
    String parcels = "registry/parcels";
    beside.act(
        REGISTRY,
        SharingCalls.registerDataSet("parcels", Sensitivity.GENERAL, described("Parcels", 1)));
    beside.act(REGISTRY, SharingCalls.describeDataSet(parcels, described("All parcels", 2)));
    beside.act(REGISTRY, SharingCalls.suspendDataSet(parcels));
    beside.act(REGISTRY, SharingCalls.resumeDataSet(parcels));
    beside.decide(GovernanceActions.freezeDataSet(parcels));
    beside.decide(GovernanceActions.unfreezeDataSet(parcels));
  }

  private void grants() {
    String parcels = "registry/parcels";
    long until = chain.chain().blockTime() + 20_000_000;
    beside.act(REGISTRY, SharingCalls.grantData(parcels, "notary", until, DIGEST));
    beside.act("notary/crosschain", SharingCalls.recordDataUse(parcels, DIGEST, Optional.empty()));
    beside.act(REGISTRY, SharingCalls.revokeData(parcels, "notary"));
    beside.act(REGISTRY, SharingCalls.raiseSensitivity(parcels, Sensitivity.CORE));
    beside.act(REGISTRY, SharingCalls.grantData(parcels, "court", until, DIGEST));
    beside.decide(GovernanceActions.approveGrant(parcels, "court"));
    beside.decide(GovernanceActions.cancelGrant(parcels, "court"));
    beside.decide(GovernanceActions.lowerSensitivity(parcels, Sensitivity.IMPORTANT));
    beside.act(REGISTRY, SharingCalls.retireDataSet(parcels));
  }

  private static DataSet.Description described(String name, long volume) {
    return new DataSet.Description(
        name, "register", DIGEST, BigInteger.valueOf(volume), BigInteger.ONE);
  }
}
