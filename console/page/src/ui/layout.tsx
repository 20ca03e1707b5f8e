import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useLive } from '../api/live';
import { Nav } from './nav';

/** The frame of every page. A change of place moves the focus to the page, as a reload would. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Nav />
      <main className="main" id="main" ref={main} tabIndex={-1}>
        <Mistake />
        {children}
      </main>
    </div>
  );
}

/** Somebody is in the middle of a change of the project: nothing on the page follows it until it can be read again. */
function Mistake() {
  const mistake = useLive().state?.mistake;
  if (mistake === undefined) return null;
  return (
    <section className="notice mistake" data-tone="bad" role="alert">
      <strong>The project’s files cannot be read as they are; this is how they were before.</strong>
      <pre>{mistake}</pre>
    </section>
  );
}
