import { useMemo, useState } from 'react';
import { Icon } from './icons';
import { sqlLines } from './sql-tokens';

interface SqlBlockProps {
  readonly sql: string;
  readonly label: string;
  /** The line of a mistake, from 1. */
  readonly markedLine?: number | undefined;
}

export function SqlBlock({ sql, label, markedLine }: SqlBlockProps) {
  const lines = useMemo(() => sqlLines(sql.trimEnd()), [sql]);
  return (
    <div className="code">
      <CopyButton text={sql} />
      <pre tabIndex={0} role="region" aria-label={label} ref={toMark}>
        <code>
          {lines.map((tokens, index) => (
            <span
              className="line"
              key={index}
              data-n={index + 1}
              data-mark={index + 1 === markedLine ? '' : undefined}
            >
              {tokens.map(({ kind, text }, at) =>
                kind === 'plain' ? (
                  text
                ) : (
                  <span key={at} className={`sql-${kind}`}>
                    {text}
                  </span>
                ),
              )}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}

/** Brings the line of a mistake to the middle of what is seen. */
function toMark(code: HTMLElement | null): void {
  const mark = code?.querySelector<HTMLElement>('[data-mark]');
  if (code && mark) code.scrollTop = mark.offsetTop - code.clientHeight / 2;
}

export function CopyButton({ text, label = 'Copy' }: { readonly text: string; readonly label?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setState('copied');
      },
      () => {
        setState('refused');
      },
    );
    window.setTimeout(() => {
      setState('idle');
    }, 1800);
  };
  return (
    <button type="button" className="button quiet" onClick={copy}>
      <Icon name="copy" size={15} />
      <span aria-live="polite">
        {{ idle: label, copied: 'Copied', refused: 'The browser refused' }[state]}
      </span>
    </button>
  );
}
