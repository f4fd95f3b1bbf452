import { Link } from 'react-router';
import { Time } from '../../parts/Time';
import { inBrackets } from '../../parts/punctuation';
import { useLanguage, useTexts } from '../../shell/i18n';
import type { Change } from './changes';
import { texts } from './texts';

interface Props {
  /** Whether the index told at all. */
  readonly known: boolean;
  readonly changes: readonly (readonly [what: string, change: Change | undefined])[];
}

/** When something changed last, each with the order that did it. */
export function LastChange({ known, changes }: Props) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const told = changes.flatMap(([what, change]) => (change ? [{ what, change }] : []));
  if (!known) return <span className="muted">–</span>;
  if (told.length === 0) return <span className="muted">{t('founding')}</span>;
  return told.map(({ what, change }) => (
    <div key={change.event.number}>
      {what}
      <Time seconds={change.event.time} />
      {change.order ? (
        <>
          {' '}
          <Link to={`/orders/${change.order}`}>{t('order')}</Link>
        </>
      ) : (
        inBrackets(t('noOrder'), language)
      )}
    </div>
  ));
}
