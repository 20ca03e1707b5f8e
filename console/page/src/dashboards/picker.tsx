import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from '../ui/icons';
import { readable } from './measures';

/** The panel hangs below its button; where the window ends before it does, it moves back by as much. */
function intoWindow(panel: HTMLElement | null): void {
  if (panel === null) return;
  const beyond = panel.getBoundingClientRect().right + MARGIN - document.documentElement.clientWidth;
  if (beyond > 0) panel.style.insetInlineStart = `${-beyond}px`;
}

const MARGIN = 8;

interface PickerProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** A filter of which several values can hold: a button, and below it the values as check boxes. Escape closes it. */
export function Picker({ label, values, chosen, onChange }: PickerProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && place.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const [only] = chosen;
  const summary =
    chosen.length === 0 ? 'all' : chosen.length === 1 ? readable(only ?? '') : String(chosen.length);
  const found = values.filter((value) => readable(value).toLowerCase().includes(wanted.toLowerCase()));
  const toggle = (value: string) => {
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <div className="picker" ref={place} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={button}
        className="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {label}: <strong>{summary}</strong>
        <Icon name="down" size={14} />
      </button>
      {open ? (
        <div className="picker-panel" id={id} role="group" aria-label={label} ref={intoWindow}>
          {values.length > 8 ? (
            <label className="search">
              <span className="visually-hidden">Find in {label}</span>
              <Icon name="search" size={16} />
              <input
                className="input"
                type="search"
                placeholder={`Find in ${values.length}`}
                value={wanted}
                onChange={(event) => {
                  setWanted(event.target.value);
                }}
              />
            </label>
          ) : null}
          <ul tabIndex={-1}>
            {found.map((value) => (
              <li key={value}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.includes(value)}
                    onChange={() => {
                      toggle(value);
                    }}
                  />
                  {readable(value)}
                </label>
              </li>
            ))}
            {found.length === 0 ? <li className="muted">No such value</li> : null}
          </ul>
          <button
            type="button"
            className="button quiet"
            disabled={chosen.length === 0}
            onClick={() => {
              onChange([]);
            }}
          >
            All of them
          </button>
        </div>
      ) : null}
    </div>
  );
}
