import { useRouteError } from 'react-router';
import { NotLoaded } from './arrival';
import { useTexts } from './i18n';
import { texts } from './texts';

/** Shown in place of a page that could not be loaded or drawn. */
export function RouteFailed() {
  const t = useTexts(texts);
  const failure = useRouteError();
  return (
    <section role="alert" className="failed">
      <h1>{t('failed')}</h1>
      <p>{t(failure instanceof NotLoaded ? 'failed.notLoaded' : 'failed.text')}</p>
      <pre>{failure instanceof Error ? failure.message : String(failure)}</pre>
      <button type="button" onClick={() => window.location.reload()}>
        {t('reload')}
      </button>
    </section>
  );
}
