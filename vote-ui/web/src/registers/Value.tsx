import { Hash } from '../parts/Hash';
import { Name } from '../parts/Name';
import { stepNumber, WHOLE_TRANSACTION } from '../parts/step';
import { Time } from '../parts/Time';
import { span } from '../parts/time';
import { useLanguage, useTexts } from '../shell/i18n';
import { faultsText, noDigest } from './events/parts';
import type { FieldKind } from './events/spec';
import { isNobody } from './events/words';
import { Account } from './Account';
import { RecordLink } from './RecordLink';
import { term, type TermSet } from './terms';
import { texts } from './texts';

/** A value of the chain as what it is: linked, copied, dated or put in words. */
export function Value({ kind, value }: { kind: FieldKind; value: unknown }) {
  const [language] = useLanguage();
  const t = useTexts(texts);
  if (value === undefined || value === null) return <span className="muted">–</span>;
  const text = String(value);
  switch (kind.is) {
    case 'record':
      return isNobody(value) ? <span className="muted">–</span> : <RecordLink kind={kind.kind} id={text} />;
    case 'account':
      return isNobody(value) ? <span className="muted">–</span> : <Account address={text} />;
    case 'transaction':
      return <Hash value={text} to={`/transactions/${text}`} />;
    case 'workOrder':
      return <Hash value={text} to={`/orders/${text}`} />;
    case 'digest':
      return isNobody(value) ? <span className="muted">{noDigest(language)}</span> : <Hash value={text} />;
    case 'faults':
      return <>{faultsText(value, language)}</>;
    case 'time':
      return <Time seconds={Number(value)} />;
    case 'seconds':
      return <>{span(Number(value), language)}</>;
    case 'word':
      return <>{term(kind.of as TermSet, value, language)}</>;
    case 'flag':
      return <>{t(value === true || value === 'true' ? 'yes' : 'no')}</>;
    case 'accounts':
      return (
        <>
          {(Array.isArray(value) ? value : [value]).map(each => (
            <span key={String(each)}>
              <Hash value={String(each)} />{' '}
            </span>
          ))}
        </>
      );
    case 'step':
      return <>{Number(value) === WHOLE_TRANSACTION ? '–' : stepNumber(Number(value))}</>;
    case 'number':
      return <>{text}</>;
    case 'text':
      return /^0x[0-9a-f]{40,}$/i.test(text) ? <Hash value={text} /> : <Name text={text} />;
    case 'structure':
      return (
        <code>
          <Name text={typeof value === 'object' ? JSON.stringify(value) : text} />
        </code>
      );
  }
}
