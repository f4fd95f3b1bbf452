import { App, ConfigProvider, theme, type ConfigProviderProps, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useMemo, type ReactNode } from 'react';
import { Outlet } from 'react-router';
import { SigningProvider } from '../chain/SigningProvider';
import { Announcer } from '../parts/announce';
import { useLanguage } from './i18n';
import { useSettings } from './settings';
import { Troubles } from './Troubles';
import { useMotion } from './useMotion';

/** Colours with a contrast of 4.5 and more on their backgrounds, in both appearances. */
/** Those of the page around them: `shell.css` has the list. */
const FONTS = 'inherit';

function themeOf(dark: boolean, motion: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: dark
      ? {
          fontFamily: FONTS,
          motion,
          colorPrimary: '#3b82f6',
          colorLink: '#7ab5ff',
          colorBgBase: '#10151d',
          colorTextDescription: '#aab4c3',
          colorTextPlaceholder: '#98a4b5',
          opacityLoading: 1,
        }
      : {
          fontFamily: FONTS,
          motion,
          colorPrimary: '#0b57b7',
          colorLink: '#0b57b7',
          colorSuccess: '#23700b',
          colorSuccessBg: '#eefbe6',
          colorSuccessBorder: '#a9d38c',
          colorWarning: '#8a5000',
          colorWarningBg: '#fff6e0',
          colorWarningBorder: '#e6c277',
          colorError: '#b4231a',
          colorErrorBg: '#fff0ee',
          colorErrorBorder: '#eda9a3',
          colorTextDescription: '#545f6f',
          colorTextPlaceholder: '#667085',
          opacityLoading: 1,
        },
    components: dark
      ? {
          Button: {
            colorError: '#ff9c94',
            colorErrorHover: '#ffb8b2',
            colorErrorActive: '#ffb8b2',
            dangerColor: '#2b0d0b',
          },
          // Days of the months before and after.
          DatePicker: { colorTextDisabled: '#98a4b5' },
        }
      : { DatePicker: { colorTextDisabled: '#5b6577' } },
  };
}

type Locale = NonNullable<ConfigProviderProps['locale']>;

/**
 * The month and the year above a calendar are called what they show: by the components' own labels ("Choose a month") nobody
 * would find them who speaks to the page what she sees.
 */
function named(module: Locale & { default?: Locale }): Locale {
  // Bundled, the import is a module that holds it; the provider unwraps that, too.
  const locale = module.default ?? module;
  const { DatePicker } = locale;
  if (!DatePicker) return locale;
  const lang = Object.entries(DatePicker.lang).filter(
    ([key]) => key !== 'yearSelect' && key !== 'monthSelect',
  );
  return {
    ...locale,
    DatePicker: { ...DatePicker, lang: Object.fromEntries(lang) as unknown as typeof DatePicker.lang },
  };
}

const LOCALES = { zh: named(zhCN), en: named(enUS) };

/** What the components of pages need around them: language, appearance, messages. */
export function PageFrame({ children }: { children: ReactNode }) {
  const { dark } = useSettings();
  const [language] = useLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  const motion = useMotion();
  const appearance = useMemo(() => themeOf(dark, motion), [dark, motion]);
  return (
    <ConfigProvider theme={appearance} locale={LOCALES[language]} button={{ autoInsertSpace: false }}>
      <App>
        <SigningProvider>{children}</SigningProvider>
      </App>
    </ConfigProvider>
  );
}

/** The frame of a screen without navigation. */
export function WallFrame() {
  return (
    <main id="main" className="wall">
      <Troubles />
      <PageFrame>
        <Outlet />
      </PageFrame>
      <Announcer />
    </main>
  );
}
