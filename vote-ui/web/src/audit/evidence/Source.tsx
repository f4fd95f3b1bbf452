import { useRef } from 'react';
import { Problem as Refusal } from '../../api/problem';
import { useNetwork } from '../../api/hooks';
import { Problem } from '../../parts/Problem';
import { useFormats } from '../../dashboards/useFormats';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { type Examining, MOST_BYTES, TooLarge } from './useExamination';

/** Where the evidence is taken from. */
export function Source({ examination }: { examination: Examining }) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const file = useRef<HTMLInputElement>(null);
  const { busy, failure } = examination;
  return (
    <section className="audit-section" aria-busy={busy}>
      <h2>{t('evidence.source')}</h2>
      <div className="audit-links">
        {network?.proxy && (
          <button
            type="button"
            className="plain-button"
            disabled={busy}
            onClick={() => void examination.fetch()}
          >
            {t('evidence.fetch')}
          </button>
        )}
        <button type="button" className="plain-button" disabled={busy} onClick={() => file.current?.click()}>
          {t('evidence.file')}
        </button>
        <input
          ref={file}
          type="file"
          className="unheard"
          tabIndex={-1}
          aria-label={t('evidence.file')}
          accept=".json,application/json"
          data-testid="evidence-file"
          onChange={event => {
            const chosen = event.target.files?.[0];
            // The same file again is examined again.
            event.target.value = '';
            if (chosen) void examination.take(chosen);
          }}
        />
      </div>
      {network && !network.proxy && <p className="muted">{t('evidence.noProxy')}</p>}
      <p role="status">{busy && t('evidence.busy')}</p>
      <Failure failure={failure} />
    </section>
  );
}

function Failure({ failure }: { failure: unknown }) {
  const t = useTexts(texts);
  const f = useFormats();
  if (failure === undefined) return null;
  if (failure instanceof TooLarge) {
    const text = t('evidence.tooLarge', { bytes: f.count(failure.bytes), most: f.count(MOST_BYTES) });
    return <p role="alert">{text}</p>;
  }
  const code = failure instanceof Refusal ? failure.code : undefined;
  if (code === 'evidence-not-shared') return <p role="alert">{t('problem.notShared')}</p>;
  if (failure instanceof Refusal && failure.status === 404)
    return <p role="alert">{t('problem.evidence')}</p>;
  return <Problem error={failure} />;
}
