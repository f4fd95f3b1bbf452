import { Link } from 'react-router';
import { useOpenAlerts } from '../dashboards/useOpenAlerts';
import { useIdentity } from '../identity/IdentityProvider';
import { shortened } from '../parts/shortened';
import { LANGUAGES, useLanguage, useTexts, type Language } from './i18n';
import { useSettings, type Appearance } from './settings';
import { texts } from './texts';

const NAMES: Record<Language, string> = { zh: '中文', en: 'English' };
const APPEARANCES: readonly Appearance[] = ['system', 'light', 'dark'];

/** Product, menu button of small screens, account, language, appearance. */
export function TopBar({ menuOpen, onMenu }: { menuOpen: boolean; onMenu: () => void }) {
  const t = useTexts(texts);
  const [language, setLanguage] = useLanguage();
  const { appearance, change } = useSettings();
  return (
    <header className={menuOpen ? 'top open' : 'top'}>
      <button
        className="menu"
        type="button"
        aria-expanded={menuOpen}
        aria-controls="navigation"
        onClick={onMenu}
      >
        <span aria-hidden="true">☰</span>{' '}
        <span className="word">{menuOpen ? t('closeMenu') : t('menu')}</span>
      </button>
      <Link to="/" className="product">
        {t('product')}
      </Link>
      <OpenAlerts />
      <AccountChip />
      <select
        aria-label={language === 'en' ? t('language') : `${t('language')} / Language`}
        value={language}
        onChange={event => setLanguage(event.target.value as Language)}
      >
        {LANGUAGES.map(each => (
          <option key={each} value={each} lang={each}>
            {NAMES[each]}
          </option>
        ))}
      </select>
      <select
        className="appearance"
        aria-label={t('appearance')}
        value={appearance}
        onChange={event => change({ appearance: event.target.value as Appearance })}
      >
        {APPEARANCES.map(each => (
          <option key={each} value={each}>
            {t(`appearance.${each}`)}
          </option>
        ))}
      </select>
    </header>
  );
}

/** How many alerts await somebody; nothing where none does. */
function OpenAlerts() {
  const t = useTexts(texts);
  const open = useOpenAlerts();
  if (!open) return null;
  return (
    <Link to="/alerts" className="open-alerts" data-testid="open-alerts">
      {t('alerts.some', { count: open })}
    </Link>
  );
}

function AccountChip() {
  const t = useTexts(texts);
  const { account, lock } = useIdentity();
  if (!account) {
    return (
      <Link to="/identity" className="account">
        {t('account.unlock')}
      </Link>
    );
  }
  return (
    <span className="account">
      <Link to="/identity" title={account} data-testid="account">
        <span className="unheard">{t('account')} </span>
        {shortened(account)}
      </Link>
      <button type="button" onClick={lock}>
        {t('account.lock')}
      </button>
    </span>
  );
}
