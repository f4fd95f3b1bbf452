import { App, ConfigProvider, theme, type ThemeConfig } from 'antd';
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
        },
  };
}

/** What the components of pages need around them: language, appearance, messages. */
export function PageFrame({ children }: { children: ReactNode }) {
  const { dark } = useSettings();
  const [language] = useLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  const motion = useMotion();
  const appearance = useMemo(() => themeOf(dark, motion), [dark, motion]);
  return (
    <ConfigProvider
      theme={appearance}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
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
