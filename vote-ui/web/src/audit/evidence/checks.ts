/** One comparison that was made. */
export interface Check {
  name: string;
  passed: boolean;
  expected?: string | null | undefined;
  actual?: string | null | undefined;
}

/** What the server's examination of evidence came to. */
export interface Examination {
  verdict: 'PROVEN' | 'NOT_PROVEN' | 'CANNOT_TELL';
  checks: Check[];
  sealedBy?: string[] | null | undefined;
  confirmedBy?: string[] | null | undefined;
}

/** Something that an examination leaves open. */
export type Unchecked =
  'arguments' | 'server' | 'validators' | 'nodes' | 'read' | 'digest' | 'business' | 'everything';

/** What the reader must not take for checked, given what was asked and what was found. */
export function unchecked(
  examination: Examination,
  asked: { digest?: string | undefined; write: boolean },
): Unchecked[] {
  const open: Unchecked[] = [];
  if (examination.verdict === 'CANNOT_TELL') open.push('everything');
  if (!asked.digest) open.push('digest');
  if (!asked.write) open.push('read');
  if (examination.sealedBy?.length) open.push('validators');
  if (examination.confirmedBy?.length) open.push('nodes');
  open.push('arguments', 'business', 'server');
  return open;
}

/** What the page itself says of a file, without the server: whether it is the one that the ledger names. */
export function digestCheck(expected: string | undefined, actual: string): Check | undefined {
  if (!expected) return undefined;
  return { name: 'page-digest', passed: expected.toLowerCase() === actual.toLowerCase(), expected, actual };
}

/**
 * The verdict that may be shown. The page's own comparison of the file wins over whatever the server says, and a server
 * that says "proven" is not believed against a check of its own that failed.
 */
export function verdictOf(examination: Examination, own: Check | undefined): Examination['verdict'] {
  if (own?.passed === false) return 'NOT_PROVEN';
  const failed = examination.checks.some(check => !check.passed);
  return examination.verdict === 'PROVEN' && failed ? 'NOT_PROVEN' : examination.verdict;
}

/** A step's evidence that the ledger names by its digest. */
export interface Named {
  step: number;
  about: 'outcome' | 'compensation';
  digest: string;
}

/** One digest may stand under two entries, so it does not tell them apart. */
export function keyOf(named: Named): string {
  return `${named.step} ${named.about} ${named.digest}`;
}

/** Digests that the ledger names as evidence of a step and of its undoing, too: one of the two entries is untrue. */
export function contradictions(named: readonly Named[]): string[] {
  return named
    .filter(each => each.about === 'compensation')
    .filter(each =>
      named.some(
        other => other.about === 'outcome' && other.step === each.step && other.digest === each.digest,
      ),
    )
    .map(each => each.digest);
}

interface StepLike {
  index: number;
  outcome: string;
  outcomeDigest?: string | undefined;
}

interface LineLike {
  step?: number | undefined;
  entry?: string | undefined;
  digest?: string | undefined;
}

/** The evidence of a step that can be examined: of what it did, and of what undid it. Digests of reasons are none. */
export function evidenceOf(step: StepLike, timeline: readonly LineLike[]): Named[] {
  const named: Named[] = [];
  if (step.outcome === 'SUCCEEDED' && step.outcomeDigest) {
    named.push({ step: step.index, about: 'outcome', digest: step.outcomeDigest });
  }
  const undone = timeline.findLast(
    line => line.step === step.index && line.entry === 'COMPENSATED' && line.digest,
  );
  if (undone?.digest) named.push({ step: step.index, about: 'compensation', digest: undone.digest });
  return named;
}
