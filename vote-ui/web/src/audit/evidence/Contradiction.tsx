import { Hash } from '../../parts/Hash';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';

/** That the ledger names one piece of evidence both for a step and for its undoing, which no evidence can show. */
export function Contradiction({ digests }: { digests: readonly string[] }) {
  const t = useTexts(texts);
  return digests.map(digest => (
    <p key={digest} role="alert" data-testid="contradiction">
      {t('evidence.contradiction')} <Hash value={digest} />
    </p>
  ));
}
