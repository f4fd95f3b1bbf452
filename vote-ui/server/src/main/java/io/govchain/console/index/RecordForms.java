package io.govchain.console.index;

import static io.govchain.console.store.Kind.ACCOUNTS;
import static io.govchain.console.store.Kind.ALLIANCES;
import static io.govchain.console.store.Kind.APPLICATIONS;
import static io.govchain.console.store.Kind.BUSINESS_CONTRACTS;
import static io.govchain.console.store.Kind.DATA_SETS;
import static io.govchain.console.store.Kind.GOVERNANCE_CONTRACTS;
import static io.govchain.console.store.Kind.INSTITUTIONS;
import static io.govchain.console.store.Kind.MEMBERSHIP_APPLICATIONS;
import static io.govchain.console.store.Kind.NODES;
import static io.govchain.console.store.Kind.PIPELINES;
import static io.govchain.console.store.Kind.SERVICES;
import static io.govchain.console.store.Kind.SUBCHAINS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.governance.Account;
import io.govchain.governance.Alliance;
import io.govchain.governance.Application;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.DataSet;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernedContract;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipApplication;
import io.govchain.governance.Node;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.ProtocolKey;
import io.govchain.governance.Service;
import io.govchain.governance.Subchain;
import java.util.List;
import java.util.Optional;

/** What each kind of record shows, and what its own page shows besides. */
record RecordForms(GovernanceChain chain) {
  /** Uses of a data set that its page shows. */
  private static final int SHOWN_USES = 100;

  UnreadRecord institution(Institution record) {
    return UnreadRecord.of(
            INSTITUTIONS, record.id(), record.code(), record.status(), Optional.empty(), record)
        .with("standings", () -> chain.members().standings(record.id()))
        .with("dataTotals", () -> chain.dataTotals(record.id()));
  }

  UnreadRecord application(MembershipApplication record) {
    return UnreadRecord.of(
            MEMBERSHIP_APPLICATIONS,
            record.id(),
            record.code(),
            record.status(),
            Optional.empty(),
            record)
        .with("reviews", () -> chain.members().reviews(record.id()));
  }

  UnreadRecord account(Account record) {
    String address = record.address();
    UnreadRecord read =
        UnreadRecord.of(
                ACCOUNTS,
                address,
                address,
                record.status(),
                Optional.of(record.institution()),
                record)
            .with("statusChanges", () -> chain.members().statusChanges(address))
            .with("succession", () -> chain.members().succession(address))
            .with("protocolKeys", List::of);
    for (ProtocolKey.Suite suite : ProtocolKey.Suite.values()) {
      if (suite != ProtocolKey.Suite.NONE) {
        read.and(
            () -> chain.members().protocolKeys(address, suite),
            (into, keys) -> into.adding("protocolKeys", keys));
      }
    }
    return read;
  }

  UnreadRecord node(Node record) {
    UnreadRecord read =
        UnreadRecord.of(
            NODES,
            record.id(),
            record.endpoint(),
            record.status(),
            Optional.of(record.institution()),
            record);
    // "kind" says which register it is in.
    return renamed(read, "kind", "chainKind");
  }

  UnreadRecord service(Service record) {
    UnreadRecord read =
        UnreadRecord.of(
                SERVICES,
                record.id(),
                record.path(),
                record.status(),
                Optional.of(record.institution()),
                record)
            .with("versions", () -> chain.serviceVersions(record.id()))
            .with("certificates", () -> chain.serviceCertificates(record.id()));
    return renamed(read, "kind", "chainKind");
  }

  UnreadRecord subchain(Subchain record) {
    UnreadRecord read =
        UnreadRecord.of(
                SUBCHAINS,
                record.id(),
                record.path(),
                record.status(),
                Optional.of(record.institution()),
                record)
            .with("trustAnchorVersions", () -> chain.trustAnchorVersions(record.id()));
    ((ObjectNode) read.json().get("trustAnchors"))
        .put("rule", record.trustAnchors().rule().name())
        .put("encoded", record.trustAnchors().encoded());
    return renamed(read, "kind", "chainKind");
  }

  UnreadRecord application(Application record) {
    return UnreadRecord.of(
        APPLICATIONS,
        record.id(),
        record.path(),
        record.status(),
        Optional.of(record.institution()),
        record);
  }

  UnreadRecord businessContract(BusinessContract record) {
    UnreadRecord read =
        UnreadRecord.of(
            BUSINESS_CONTRACTS,
            record.id(),
            record.path(),
            record.status(),
            Optional.of(record.institution()),
            record);
    read.json().withArray("functions").forEach(function -> withId((ObjectNode) function));
    return read.and(
        () -> chain.dataClass(record.id()),
        (into, dataClass) -> into.json().put("dataClass", dataClass.name()));
  }

  private static void withId(ObjectNode function) {
    function.put("id", Paths.id(function.get("signature").textValue()));
  }

  UnreadRecord pipeline(Pipeline record) {
    return UnreadRecord.of(
            PIPELINES,
            record.id(),
            record.path(),
            record.status(),
            Optional.of(record.source().institution()),
            record)
        .with("changes", () -> chain.pipelineHistory(record.id()))
        .with("formerVersions", () -> chain.formerVersions(record.id()))
        .and(
            () -> chain.pipelineAmendment(record.id()).flatMap(chain::pipeline),
            (into, proposed) -> proposed.ifPresent(found -> into.with("amendment", found)));
  }

  UnreadRecord alliance(Alliance record) {
    return UnreadRecord.of(
            ALLIANCES,
            record.id(),
            record.path(),
            record.status(),
            Optional.of(record.lead()),
            record)
        .with("memberList", () -> chain.allianceMembers(record.id()))
        .with("subchainIds", () -> chain.allianceSubchains(record.id()));
  }

  UnreadRecord dataSet(DataSet record) {
    long from = Math.max(0, record.uses() - SHOWN_USES);
    return UnreadRecord.of(
            DATA_SETS,
            record.id(),
            record.path(),
            record.status(),
            Optional.of(record.institution()),
            record)
        .with("grantList", () -> chain.dataGrants(record.id()))
        .with("useList", () -> chain.dataUses(record.id(), from, SHOWN_USES));
  }

  UnreadRecord contract(GovernedContract record) {
    return UnreadRecord.of(
            GOVERNANCE_CONTRACTS,
            Paths.id(record.name()),
            record.name(),
            record.status(),
            Optional.empty(),
            record)
        .with("versions", () -> chain.governedContractVersions(record.name()))
        .and(
            () -> chain.deployment(record.name()),
            (into, deployment) -> deployment.ifPresent(found -> into.with("deployment", found)));
  }

  private static UnreadRecord renamed(UnreadRecord read, String from, String to) {
    read.json().set(to, read.json().remove(from));
    return read;
  }
}
