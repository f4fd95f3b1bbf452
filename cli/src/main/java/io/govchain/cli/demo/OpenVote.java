package io.govchain.cli.demo;

import io.govchain.governance.GovernanceAccount;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipApplication;
import io.govchain.governance.Proposal;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.Member;
import java.net.URI;
import java.util.List;

/**
 * A work order that nobody has voted on: what whoever tries the console can decide.
 *
 * @param applicant whom it would admit
 * @param document whose digest the application names
 * @param voters genesis institutions, each with one vote
 */
record OpenVote(String applicant, DemoFile document, String workOrder, List<Member> voters) {

  /** Has an institution apply, and another open the order for it. */
  static OpenVote begin(Consortium consortium, DemoFile document) {
    Member notary = consortium.newcomer("notary", "Chamber of Notaries");
    List<Member> voters =
        List.of("court", "archive", "justice").stream().map(consortium::genesisMember).toList();
    account(consortium, notary.governor())
        .send(
            GovernanceCalls.applyForMembership(
                notary.code(),
                notary.name(),
                Institution.Category.GOVERNANCE,
                document.digest(),
                "{}"));
    String application =
        consortium.chain().membershipApplications().stream()
            .filter(filed -> filed.code().equals(notary.code()))
            .map(MembershipApplication::id)
            .findFirst()
            .orElseThrow();
    Proposal proposal =
        new Proposal(
            List.of(GovernanceActions.admitInstitution(application)),
            notary.name() + " applies for membership");
    account(consortium, voters.getLast().governor()).send(GovernanceCalls.propose(proposal));
    return new OpenVote(notary.name(), document, proposal.workOrderId(), voters);
  }

  private static GovernanceAccount account(Consortium consortium, KeyFile key) {
    return new GovernanceAccount(consortium.client(), key.key());
  }

  /** How to vote, in the page and by a command. */
  List<String> instructions(URI console, URI rpc) {
    KeyFile key = voters.getFirst().governor();
    return List.of(
        "To vote: open %sorders/%s, choose 'keystore file' under 'My account', and the governor's"
            .formatted(console.toString().endsWith("/") ? console : console + "/", workOrder),
        "key of a genesis institution; two of the three have to vote for it:",
        "  keystore " + key.keystore(),
        "  password: cat " + key.passwordFile(),
        "  (the same below institutions/archive and institutions/justice; file dialogs hide .govchain:",
        "  type the path, or press Ctrl+H, on a Mac Cmd+Shift+.)",
        "  the document to check, which an applicant would have sent you: " + document.path(),
        "or: ./govchain work-order vote %s for --rpc %s --keystore %s --password-file %s"
            .formatted(workOrder, rpc, key.keystore(), key.passwordFile()));
  }
}
