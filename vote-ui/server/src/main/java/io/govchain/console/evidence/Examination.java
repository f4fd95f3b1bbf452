package io.govchain.console.evidence;

import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepTag;
import io.govchain.console.evidence.Verified.Verdict;
import io.govchain.evidence.AnchorRules;
import io.govchain.evidence.EvidenceText;
import io.govchain.evidence.ExpectedCall;
import io.govchain.evidence.Finding;
import io.govchain.evidence.Freshness;
import io.govchain.evidence.ProvenWrite;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.proof.ProofException;
import io.govchain.governance.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Examines evidence of one step, check by check. Used once. */
final class Examination {
  private final StepFacts facts;
  private final AnchorRules rules;
  private final Function<String, Optional<String>> refusals;
  private final List<Check> checks = new ArrayList<>();

  /**
   * An examination.
   *
   * @param refusals why a registered node was not connected to, by its URL
   */
  Examination(StepFacts facts, AnchorRules rules, Function<String, Optional<String>> refusals) {
    this.facts = facts;
    this.rules = rules;
    this.refusals = refusals;
  }

  /**
   * Examines evidence.
   *
   * @param told the digest that it is said to have
   * @param asked what it is to show; empty for what the ledger names its digest for
   */
  Verified examine(byte[] evidence, Optional<String> told, Optional<About> asked)
      throws InterruptedException {
    String digest = sha256(evidence);
    told.ifPresent(expected -> checks.add(Check.same("digest", expected, digest)));
    List<String> digests = facts.digests(asked);
    checks.add(
        Check.that(
            "digest-on-ledger",
            digests.contains(digest),
            digests.isEmpty() ? "none yet" : String.join(" or ", digests),
            digest));
    Optional<About> about = about(digest, asked);
    try {
      String text = new String(evidence, StandardCharsets.UTF_8);
      EvidenceText fields = EvidenceText.parse(text);
      return facts.write() ? write(evidence, about) : read(fields, about);
    } catch (ProofException | IllegalArgumentException | AbiException unsound) {
      checks.add(Check.that("proof", false, "a sound proof", unsound.getMessage()));
      return verdict(Verdict.NOT_PROVEN, List.of());
    }
  }

  /**
   * What the evidence must show, by the ledger and never by what the evidence says of itself. One
   * piece shows one action: where the ledger names it for both, one of the lines is untrue. That of
   * the write can be true all the same, so it is examined when just that is asked.
   */
  private Optional<About> about(String digest, Optional<About> asked) {
    List<About> naming = facts.naming(digest);
    if (naming.size() > 1 && !asked.equals(Optional.of(About.OUTCOME))) {
      checks.add(
          Check.that(
              "digest-once",
              false,
              "evidence of one entry",
              naming.stream().map(each -> each.entry().name()).collect(Collectors.joining(", "))));
    }
    return asked.or(() -> naming.stream().findFirst());
  }

  private Verified write(byte[] evidence, Optional<About> about) throws InterruptedException {
    ProvenWrite write = ProvenWrite.in(evidence);
    checks.add(
        Check.that(
            "inclusion",
            true,
            "proofs of transaction and receipt",
            "transaction " + write.hash() + " in block " + write.block().hash()));
    checks.add(
        Check.that(
            "result", write.succeeded(), "success", write.succeeded() ? "success" : "failure"));
    checks.add(Check.same("chain-id", facts.subchain().chainId(), write.chainId()));
    checks.add(
        Check.same(
            "contract",
            facts.contract().contractAddress(),
            write.transaction().to().orElse("a contract creation")));
    checks.add(tag(write.tag()));
    checks.add(action(about, write.tag().map(StepTag::action)));
    checks.add(function(write.transaction().data(), about));
    return vouched(rules.block(write.block(), write.validators(), facts.anchors()));
  }

  private Check tag(Optional<StepTag> tag) {
    boolean same =
        tag.filter(found -> found.transaction().equals(facts.transaction()))
            .filter(found -> found.step() == facts.step())
            .isPresent();
    return Check.that(
        "tag",
        same,
        facts.transaction() + " step " + facts.step(),
        tag.map(found -> found.transaction() + " step " + found.step()).orElse("none"));
  }

  private static Check action(Optional<About> about, Optional<StepAction> found) {
    return Check.same(
        "action",
        about.map(expected -> expected.action().wire()).orElse("what the ledger names it for"),
        found.map(StepAction::wire).orElse("none"));
  }

  private Check function(String data, Optional<About> about) {
    List<String> allowed = facts.selectors(about.orElse(About.OUTCOME).action());
    String selector = data.substring(0, Math.min(10, data.length()));
    return Check.that(
        "function", allowed.contains(selector), String.join(" or ", allowed), selector);
  }

  private Verified read(EvidenceText fields, Optional<About> about) throws InterruptedException {
    checks.add(Check.same("kind", "evm-call", fields.text("kind")));
    checks.add(Check.same("chain-id", facts.subchain().chainId(), fields.number("chainId")));
    checks.add(Check.same("contract", facts.contract().contractAddress(), fields.text("to")));
    String data = fields.text("data");
    checks.add(action(about, Optional.of(StepAction.EXECUTE)));
    checks.add(function(data, Optional.of(About.OUTCOME)));
    if (!allPassed()) {
      return verdict(Verdict.NOT_PROVEN, List.of());
    }
    ExpectedCall call =
        new ExpectedCall(
            facts.subchain().chainId(),
            facts.contract().contractAddress().toLowerCase(Locale.ROOT),
            called(data),
            data,
            false,
            Optional.empty(),
            Optional.empty(),
            Freshness.since(facts.openedAt()));
    return vouched(
        rules.read(
            fields.number("blockNumber"),
            fields.text("blockHash"),
            call,
            fields.text("result"),
            facts.anchors()));
  }

  private FunctionSignature called(String data) {
    return facts.contract().functions().stream()
        .map(function -> FunctionSignature.parse(function.signature()))
        .filter(function -> data.startsWith(function.selector()))
        .findFirst()
        .orElseThrow();
  }

  private Verified vouched(Finding finding) {
    String rule = facts.anchors().rule().word();
    return switch (finding) {
      case Finding.Accepted accepted -> {
        checks.add(Check.that("block", true, rule, accepted.vouchers().size()));
        yield verdict(allPassed() ? Verdict.PROVEN : Verdict.NOT_PROVEN, accepted.vouchers());
      }
      case Finding.Disputed disputed -> {
        checks.add(Check.that("block", false, rule, disputed.text()));
        yield verdict(Verdict.NOT_PROVEN, List.of());
      }
      case Finding.Undecided undecided -> {
        boolean before = allPassed();
        checks.add(Check.that("block", false, rule, undecided.why()));
        addresses();
        yield verdict(before ? Verdict.CANNOT_TELL : Verdict.NOT_PROVEN, List.of());
      }
    };
  }

  /** Nodes that nobody asked, because of where they are: that can be mended here. */
  private void addresses() {
    if (facts.anchors() instanceof TrustAnchors.NodeAgreement agreement) {
      String refused =
          agreement.rpcUrls().stream()
              .distinct()
              .flatMap(url -> refusals.apply(url).map(why -> url + ": " + why).stream())
              .collect(Collectors.joining("; "));
      if (!refused.isEmpty()) {
        checks.add(
            Check.that("node-addresses", false, "nodes that this console may connect to", refused));
      }
    }
  }

  private boolean allPassed() {
    return checks.stream().allMatch(Check::passed);
  }

  private Verified verdict(Verdict verdict, List<String> vouchers) {
    boolean sealed = facts.anchors() instanceof TrustAnchors.QbftSeals;
    Optional<List<String>> told = Optional.of(vouchers).filter(list -> !list.isEmpty());
    return new Verified(
        verdict, checks, sealed ? told : Optional.empty(), sealed ? Optional.empty() : told);
  }

  private static String sha256(byte[] bytes) {
    try {
      return "0x" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
