package io.govchain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.governance.Ballot;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.MemberCalls;
import io.govchain.governance.WorkOrder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs of {@code work-order} for votes that are signed in one place and sent from another. */
final class SignedVoteCommands {
  private static final long LONGEST = 8 * 1024;

  private SignedVoteCommands() {}

  @Command(
      name = "sign-vote",
      description = {
        "Sign your institution's vote without a connection, for anybody to submit.",
        "Give the output to whoever runs work-order submit-vote."
      },
      footer = {
        "",
        "Example:",
        "  govchain work-order sign-vote 0x41d0... for --chain-id $CHAIN_ID --json > ballot.json"
      })
  static final class SignVote extends GovchainCommand {
    @Parameters(index = "0", paramLabel = "WORK-ORDER", description = "Its identifier.")
    private String id;

    @Parameters(
        index = "1",
        paramLabel = "VOTE",
        converter = Words.Votes.class,
        completionCandidates = Words.Votes.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private WorkOrder.Vote vote;

    @Option(
        names = "--chain-id",
        required = true,
        paramLabel = "NUMBER",
        description = "Of the governance chain.")
    private long chainId;

    @Option(
        names = "--nonce",
        defaultValue = "0",
        paramLabel = "NUMBER",
        description = "How many of your signed votes were submitted before.")
    private BigInteger nonce;

    @Option(
        names = "--reason",
        defaultValue = "",
        description = "Why, for everybody to read; signed with the vote.")
    private String reason;

    @Mixin private SigningKeyOptions key;

    @Override
    void run(Output out) {
      String workOrder = Arguments.id("WORK-ORDER", id);
      String why = Arguments.reason(reason);
      out.record(Ballot.sign(key.open(), chainId, workOrder, vote, nonce, why));
    }
  }

  @Command(
      name = "submit-vote",
      description = "Submit a vote that a governor signed; anybody may.",
      footer = {"", "Example:", "  govchain work-order submit-vote ballot.json"})
  static final class SubmitVote extends SigningCommand {
    @Parameters(paramLabel = "FILE", description = "What sign-vote --json printed.")
    private Path file;

    @Override
    void run(Output out, Signing signing) {
      Ballot ballot = read(file);
      if (ballot.chainId() != signing.chainId()) {
        throw CommandFailure.refused(
            "ballot-for-another-chain",
            "ballot: expected one for chain %d, actual one for chain %d"
                .formatted(signing.chainId(), ballot.chainId()));
      }
      WorkOrderCommand.find(signing.chain(), ballot.workOrder());
      requireNoVote(signing.chain(), ballot);
      BigInteger nonce = signing.chain().members().voteNonce(ballot.voter());
      if (!nonce.equals(ballot.nonce())) {
        throw CommandFailure.refused(
            "ballot-outdated",
            "nonce of %s: expected %d, actual %d; have the vote signed again with --nonce"
                .formatted(ballot.voter(), nonce, ballot.nonce()));
      }
      signing.send(
          out,
          MemberCalls.submitVote(ballot),
          "vote of %s submitted: %s".formatted(ballot.voter(), ballot.vote().word()));
    }
  }

  /** Before the nonce, which a ballot that counted has moved itself. */
  private static void requireNoVote(GovernanceChain chain, Ballot ballot) {
    chain
        .account(ballot.voter())
        .flatMap(account -> chain.institution(account.institution()))
        .ifPresent(
            institution ->
                chain
                    .vote(ballot.workOrder(), institution.id())
                    .ifPresent(
                        vote -> {
                          throw CommandFailure.refused(
                              "institution-has-voted",
                              "%s has voted %s on this order: one vote counts, and it stays. See"
                                      .formatted(institution.code(), vote.word())
                                  + ": work-order show "
                                  + ballot.workOrder());
                        }));
  }

  private static Ballot read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw CommandFailure.usage(
            "FILE: expected at most %d bytes, actual %d".formatted(LONGEST, Files.size(file)));
      }
      JsonNode json =
          new ObjectMapper()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(Files.readString(file, StandardCharsets.UTF_8));
      return new Ballot(
          json.path("chainId").longValue(),
          Arguments.id("FILE: workOrder", json.path("workOrder").asText()),
          new Words.Votes().convert(json.path("vote").asText()),
          json.path("voter").asText(),
          json.path("nonce").bigIntegerValue(),
          json.path("reason").asText(""),
          json.path("signature").asText());
    } catch (JsonProcessingException malformed) {
      throw CommandFailure.usage("FILE: expected what sign-vote --json printed, actual " + file);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "FILE: expected a readable file, actual " + Unreadable.why(file, e));
    }
  }
}
