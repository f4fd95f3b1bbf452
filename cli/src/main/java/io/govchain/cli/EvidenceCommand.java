package io.govchain.cli;

import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.evidence.ProvenWrite;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.proof.QbftSeals;
import io.govchain.evm.proof.ValidatorContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evidence of steps, which their parties keep. */
@Command(
    name = "evidence",
    description = "Evidence of steps, as their parties keep it and hand it out.",
    subcommands = {FetchEvidenceCommand.class, EvidenceCommand.Verify.class})
final class EvidenceCommand extends NounCommand {

  @Command(
      name = "verify",
      description = {
        "Verify the evidence of a write by itself: that a block holds the write and its result,"
            + " and that the block is one of its chain. No proxy and no governance chain is asked.",
        "What the ledger says (digest, transaction, step, action) and what the registry says (contract,"
            + " chain id, validators) is compared as far as you give it. Exit code 1 if the"
            + " evidence does not prove it."
      },
      footer = {
        "",
        "Examples:",
        "  govchain evidence verify step-1.json --validators 0x1f0a...,0x77b2...,0x9c01...,0xd3e5...",
        "  govchain evidence verify step-1.json --node http://10.0.0.7:8545 --digest 0x5be1... --step 1"
      })
  static final class Verify extends GovchainCommand {
    private static final long MAX_BYTES = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "The evidence, exactly as it was handed out.")
    private Path file;

    @Option(
        names = "--validators",
        split = ",",
        paramLabel = "ADDRESS",
        description =
            "The chain's registered validators: a quorum of them must have sealed,"
                + " or of those that the evidence shows to have followed them.")
    private List<String> validators = List.of();

    @ArgGroup(exclusive = false)
    private ValidatorContractOptions contractOptions;

    @Option(
        names = "--node",
        paramLabel = "URL",
        description = "A node that you trust: it must have the same block.")
    private Optional<URI> node = Optional.empty();

    @Option(
        names = "--confirmations",
        paramLabel = "N",
        description =
            "With --node: how many blocks must follow it there, as the chain's rule says (default: none).")
    private int confirmations;

    @Option(names = "--digest", description = "The digest that the ledger has of the evidence.")
    private Optional<String> digest = Optional.empty();

    @Option(names = "--transaction", description = "The cross-chain transaction it belongs to.")
    private Optional<String> transaction = Optional.empty();

    @Option(names = "--step", paramLabel = "N", description = "The step that it is to prove.")
    private Optional<Integer> step = Optional.empty();

    @Option(
        names = "--action",
        paramLabel = "ACTION",
        description =
            "What the ledger names the evidence for: execute (the line succeeded) or compensate"
                + " (the line compensated).")
    private Optional<String> action = Optional.empty();

    @Option(names = "--contract", description = "Address of the contract that was written to.")
    private Optional<String> contract = Optional.empty();

    @Option(names = "--chain-id", paramLabel = "ID", description = "The chain's registered id.")
    private Optional<Long> chainId = Optional.empty();

    @Override
    void run(Output out) throws IOException {
      if (validators.isEmpty() == node.isEmpty()) {
        throw CommandFailure.usage(
            "expected either --validators or --node, actual "
                + (node.isEmpty() ? "neither" : "both"));
      }
      requireAction();
      transaction.ifPresent(id -> Arguments.id("--transaction", id));
      digest.ifPresent(id -> Arguments.id("--digest", id));
      if (confirmations < 0 || (confirmations > 0 && node.isEmpty())) {
        throw CommandFailure.usage(
            "--confirmations: expected a number from 0 on, with --node, actual " + confirmations);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.usage(
            "FILE: expected at most %d bytes, actual %d".formatted(MAX_BYTES, Files.size(file)));
      }
      try {
        ProvenWrite write = ProvenWrite.in(Files.readAllBytes(file));
        StepTag tag =
            write
                .tag()
                .orElseThrow(() -> refused("transaction: expected the tag of a step, actual none"));
        compare(write, tag);
        Map<String, Object> view = view(write, tag);
        view.put(node.isEmpty() ? "sealedBy" : "confirmedBy", vouchers(write));
        out.record(view);
      } catch (ProofException | IllegalArgumentException unproven) {
        throw refused(unproven.getMessage());
      }
    }

    private void requireAction() {
      List<String> known = Arrays.stream(StepAction.values()).map(StepAction::wire).toList();
      if (action.filter(word -> !known.contains(word)).isPresent()) {
        throw CommandFailure.usage(
            "--action: expected %s, actual '%s'"
                .formatted(String.join(" or ", known), action.get()));
      }
    }

    private void compare(ProvenWrite write, StepTag tag) {
      compare("digest", digest, write.digest());
      compare("transaction", transaction, tag.transaction());
      compare("step", step, tag.step());
      compare("action", action, tag.action().wire());
      compare("contract", contract, write.transaction().to().orElse("none"));
      compare("chain id", chainId, write.chainId());
    }

    private static void compare(String what, Optional<?> expected, Object actual) {
      if (expected
          .filter(wanted -> !wanted.toString().equalsIgnoreCase(actual.toString()))
          .isPresent()) {
        throw refused("%s: expected %s, actual %s".formatted(what, expected.get(), actual));
      }
    }

    /** Who says that the block is one of the chain. */
    private List<String> vouchers(ProvenWrite write) {
      BlockHeader block = write.block();
      if (node.isEmpty()) {
        return sealers(write).stream().sorted().toList();
      }
      try (EvmClient client = EvmClient.connect(EvmEndpoint.of(node.get()))) {
        if (confirmations > 0) {
          requireDepth(client, block.number());
        }
        String known = client.header(block.number()).map(BlockHeader::hash).orElse("none");
        if (!known.equals(block.hash())) {
          throw refused(
              "block %d: expected %s, which %s has, actual %s"
                  .formatted(block.number(), known, node.get(), block.hash()));
        }
        return List.of(node.get().toString());
      }
    }

    /** Before the hash, so that the hash is of a chain that is as long. */
    private void requireDepth(EvmClient client, long block) {
      long newest = client.latestHeader().number();
      if (newest - confirmations < block) {
        throw refused(
            "block %d: expected %d blocks after it at %s, actual %d"
                .formatted(block, confirmations, node.get(), newest - block));
      }
    }

    private Set<String> sealers(ProvenWrite write) {
      if (!QbftSeals.areIn(write.block())) {
        throw refused(
            "block %d: expected a header that carries QBFT commit seals, actual one without; where nodes"
                    .formatted(write.block().number())
                + " agree, use --node instead of --validators");
      }
      if (write.validators().isEmpty()) {
        return QbftSeals.verify(write.block(), validators);
      }
      Optional<ValidatorContract> selecting =
          Optional.ofNullable(contractOptions).map(ValidatorContractOptions::contract);
      return write.validators().get().verify(write.block(), validators, selecting);
    }

    private static CommandFailure refused(String why) {
      return CommandFailure.refused("evidence-refused", why);
    }

    private static Map<String, Object> view(ProvenWrite write, StepTag tag) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("digest", write.digest());
      view.put("transaction", tag.transaction());
      view.put("step", tag.step());
      view.put("action", tag.action().wire());
      view.put("result", write.succeeded() ? "succeeded" : "failed");
      view.put("chainId", write.chainId());
      view.put("contract", write.transaction().to().orElse("none"));
      view.put("subchainTransaction", write.hash());
      view.put("block", write.block().number());
      view.put("blockHash", write.block().hash());
      write
          .validators()
          .ifPresent(
              trail ->
                  view.put(
                      "validatorsChanged",
                      trail.steps().stream().map(step -> step.header().number()).toList()));
      return view;
    }
  }
}
