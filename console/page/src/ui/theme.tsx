import { useEffect, useState } from 'react';
import { Icon, type IconName } from './icons';

type Theme = 'system' | 'light' | 'dark';

const KEY = 'lakehouse.theme';
const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const ICON: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };

const isTheme = (text: string | null): text is Theme =>
  text === 'light' || text === 'dark' || text === 'system';

function stored(): Theme {
  try {
    const text = window.localStorage.getItem(KEY);
    return isTheme(text) ? text : 'system';
  } catch {
    // Storage can be refused by the browser's settings; the system's choice is then the answer.
    return 'system';
  }
}

/** Before the first paint, so that a dark page never flashes light. */
export function applyTheme(theme: Theme = stored()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(stored);
  useEffect(() => {
    applyTheme(theme);
    try {
      window.localStorage.setItem(KEY, theme);
    } catch {
      // As above: it then holds for this page alone.
    }
  }, [theme]);
  return (
    <button
      type="button"
      className="button quiet"
      onClick={() => {
        setTheme(NEXT[theme]);
      }}
      title={`Colours: ${theme}`}
    >
      <Icon name={ICON[theme]} size={16} />
      <span className="visually-hidden">
        Colours: {theme}. Change to {NEXT[theme]}.
      </span>
    </button>
  );
}
