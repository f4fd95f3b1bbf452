import type { Named } from '../audit/evidence/checks';
import { Result } from '../audit/evidence/Result';
import { Source } from '../audit/evidence/Source';
import { useExamination } from '../audit/evidence/useExamination';
import '../audit/audit.css';
import '../audit/evidence/evidence.css';

/** Verifies a step's evidence on the spot: from the own proxy or a file, each check shown. */
export function StepEvidence({
  transaction,
  named,
  write,
}: {
  transaction: string;
  named: Named;
  write: boolean;
}) {
  const examination = useExamination(transaction, named);
  return (
    <div className="stack" data-testid="step-evidence">
      <Source examination={examination} />
      {examination.result && <Result result={examination.result} asked={{ digest: named.digest, write }} />}
    </div>
  );
}
