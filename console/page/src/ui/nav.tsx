import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useAbout } from '../api/read';
import { useLive } from '../api/live';
import { Icon, type IconName } from './icons';
import { Search } from './search';
import { Badge } from './surface';
import { ThemeToggle } from './theme';

interface Place {
  readonly href: string;
  readonly name: string;
  readonly icon: IconName;
  /** Paths below which this place is the current one. */
  readonly below?: string;
}

const PLACES: readonly Place[] = [
  { href: '/', name: 'Overview', icon: 'home' },
  { href: '/lineage', name: 'Lineage', icon: 'lineage', below: '/models' },
  { href: '/runs', name: 'Runs', icon: 'runs' },
  { href: '/ingest', name: 'Ingest', icon: 'ingest' },
  { href: '/quality', name: 'Quality', icon: 'quality' },
];

const DASHBOARDS: readonly Place[] = [
  { href: '/dashboards/olist', name: 'Marketplace', icon: 'chart' },
  { href: '/dashboards/crm_erp', name: 'CRM and ERP', icon: 'chart' },
  { href: '/dashboards/retail', name: 'Retail', icon: 'chart' },
  { href: '/dashboards/events', name: 'Web shop', icon: 'chart' },
];

function isCurrent({ href, below }: Place, path: string): boolean {
  if (href === '/') return path === '/';
  return [href, below].some((at) => at !== undefined && (path === at || path.startsWith(`${at}/`)));
}

function Places({ places }: { readonly places: readonly Place[] }) {
  const [path] = useLocation();
  return (
    <ul>
      {places.map((place) => (
        <li key={place.href}>
          <Link
            href={place.href}
            className="nav-link"
            aria-current={isCurrent(place, path) ? 'page' : undefined}
          >
            <Icon name={place.icon} />
            {place.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function Nav() {
  const [path] = useLocation();
  const nav = useRef<HTMLElement>(null);
  // In a narrow window the places are one line, which may begin before the current one.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav className="nav" aria-label="Console" ref={nav}>
      <Link href="/" className="nav-brand" aria-label="Lakehouse, overview">
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <span>Lakehouse</span>
      </Link>
      <Search />
      <Places places={PLACES} />
      <p className="nav-heading">Dashboards</p>
      <Places places={DASHBOARDS} />
      <Foot />
    </nav>
  );
}

/** The folders of a long path that tell it from others; the whole of it is in the title. */
function endOf(place: string): string {
  const folders = place.split(/[\\/]/);
  return folders.length > 4 ? `…/${folders.slice(-2).join('/')}` : place;
}

/** What is being looked at: target, place, and whether the page still hears of changes. */
function Foot() {
  const about = useAbout();
  const live = useLive();
  return (
    <div className="nav-foot">
      {live.lost ? (
        <span title="The console does not answer. What is shown is as it was when it did.">
          <Badge tone="warn">not connected</Badge>
        </span>
      ) : null}
      {about.data === undefined ? null : (
        <p title={about.data.place}>
          <strong>{about.data.target}</strong>
          <br />
          {endOf(about.data.place)}
        </p>
      )}
      <div>
        <ThemeToggle />
      </div>
    </div>
  );
}
