import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { paths, type SearchResult } from '../../../api';
import { useRead } from '../api/read';
import { Icon } from './icons';
import { domainName, LAYER_NAME } from './layers';
import './search.css';

/** Where a find leads. */
function placeOf({ kind, id, part, domain }: SearchResult): string {
  const node = encodeURIComponent(id);
  switch (kind) {
    case 'analysis':
      return `/dashboards/${encodeURIComponent(domain)}`;
    case 'test':
      return `/models/${node}?test=${encodeURIComponent(part ?? '')}`;
    case 'column':
      return `/lineage?node=${node}&up=2&down=2&column=${encodeURIComponent((part ?? '').toUpperCase())}`;
    case 'source':
    case 'model':
    case 'snapshot':
      return `/lineage?node=${node}&up=2&down=2`;
  }
}

/** Nodes, columns, tests and analyses by their names and descriptions, from every page: by a click or the key "/". */
export function Search() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const asked = (event.key === '/' && !typing) || (event.key === 'k' && (event.ctrlKey || event.metaKey));
      if (!asked || dialog.current?.open === true) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <>
      <button
        type="button"
        className="nav-search"
        onClick={() => {
          setOpen(true);
        }}
      >
        <Icon name="search" size={16} />
        <span>Search</span>
        <kbd>/</kbd>
      </button>
      <dialog
        ref={dialog}
        className="search-dialog"
        aria-label="Search"
        onClose={() => {
          setOpen(false);
        }}
        onClick={(event) => {
          // A click beside it: the dialog itself is hit only outside of what it holds.
          if (event.target === dialog.current) setOpen(false);
        }}
      >
        {open ? (
          <Finder
            close={() => {
              setOpen(false);
            }}
          />
        ) : null}
      </dialog>
    </>
  );
}

function Finder({ close }: { readonly close: () => void }) {
  const id = useId();
  const [, go] = useLocation();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const asked = words.trim();
  const { data: found = [], isFetching } = useRead<readonly SearchResult[]>(paths.search(asked), {
    enabled: asked !== '',
    keep: true,
  });
  const results = asked === '' ? [] : found.slice(0, 30);
  const choose = (result: SearchResult | undefined) => {
    if (result === undefined) return;
    go(placeOf(result));
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') choose(results[at]);
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(results.length - 1, at + by));
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <label className="search">
        <Icon name="search" size={18} />
        <span className="visually-hidden">Find models, columns, tests and analyses</span>
        <input
          className="input"
          role="combobox"
          aria-expanded={results.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={results.length > 0 ? `${id}-${at}` : undefined}
          placeholder="Models, columns, tests, analyses"
          autoFocus
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div className="search-results" role="listbox" id={`${id}-list`} aria-label="Found">
        {results.map((result, index) => (
          <div
            key={`${result.kind} ${result.id} ${result.part ?? ''}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => {
              choose(result);
            }}
          >
            <small>{result.kind}</small>
            <b>
              {result.kind === 'column' ? `${result.name}.${(result.part ?? '').toLowerCase()}` : result.name}
            </b>
            <small>
              {domainName(result.domain)}
              {result.kind === 'analysis' ? '' : `, ${LAYER_NAME[result.layer]}`}
            </small>
            <small>{result.description}</small>
          </div>
        ))}
      </div>
      {asked !== '' && results.length === 0 && !isFetching ? (
        <p className="state" role="status">
          Nothing is called or described so.
        </p>
      ) : null}
    </>
  );
}
