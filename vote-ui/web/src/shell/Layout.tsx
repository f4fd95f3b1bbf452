import { useEffect, useRef, useState } from 'react';
import { NavLink, Outlet, useLocation, useNavigation } from 'react-router';
import { lazy, Suspense } from 'react';
import { Announcer } from '../parts/announce';
import { zone } from '../parts/time';
import { useLanguage, useTexts } from './i18n';
import { NAVIGATION } from './navigation';
import { NetworkMark } from './NetworkMark';
import { texts } from './texts';
import { TopBar } from './TopBar';
import { Troubles } from './Troubles';

const Frame = lazy(() => import('./Frame').then(({ PageFrame }) => ({ default: PageFrame })));

/** The page around every page: mark of the network, navigation, troubles, content. Plain HTML, so that it is there at once. */
export function Layout() {
  const t = useTexts(texts);
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string>();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const loading = useNavigation().state !== 'idle';
  // The menu of a phone closes by itself when one of its entries was followed.
  const open = openAt === pathname;

  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <NetworkMark />
      <TopBar menuOpen={open} onMenu={() => setOpenAt(open ? undefined : pathname)} />
      <div className="below">
        <nav id="navigation" className={open ? 'navigation open' : 'navigation'} aria-label={t('navigation')}>
          {NAVIGATION.map(group => (
            <section key={group.text} aria-labelledby={group.text}>
              <h2 id={group.text}>{t(group.text)}</h2>
              <ul>
                {group.entries.map(({ to, text }) => (
                  <li key={to}>
                    <NavLink to={to} end={to !== '/orders' && !to.startsWith('/registers/')}>
                      {t(text)}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <main id="main" ref={main} tabIndex={-1} aria-busy={loading}>
          <Troubles />
          <Suspense fallback={<p className="loading">{t('loading')}</p>}>
            <Frame>
              <Outlet />
            </Frame>
          </Suspense>
          <Zone />
        </main>
      </div>
      <Announcer />
    </div>
  );
}

/** In which zone the page's times are; a report says its own. */
function Zone() {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const [now] = useState(() => Math.floor(Date.now() / 1_000));
  const place = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <p className="muted zone" data-testid="zone">
      {t('zone', { zone: zone(now, language), place })}
    </p>
  );
}
