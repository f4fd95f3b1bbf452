import { Link } from 'react-router';
import { useReading } from '../chain/useRpc';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';

/** Whose word the figures beside it are: nothing binds them but the node that they are read from. */
export function ReadFrom() {
  const t = useTexts(texts);
  const { source } = useReading();
  return (
    <p className="muted" data-testid="read-from" data-source={source}>
      {t(`readFrom.${source}`)} <Link to="/settings">{t('readFrom.change')}</Link>
    </p>
  );
}
