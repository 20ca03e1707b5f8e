import type { Layer } from '../../../api';

export const LAYER_NAME: Record<Layer, string> = {
  bronze: 'Bronze',
  silver: 'Silver',
  gold: 'Gold',
  other: 'Other',
};

const WORDS: Readonly<Record<string, string>> = {
  olist: 'Marketplace (olist)',
  crm_erp: 'CRM and ERP',
  retail: 'Retail',
  events: 'Web shop (events)',
};

/** Domains in the order of the navigation; others follow by name. */
export function inOrder(domains: Iterable<string>): readonly string[] {
  const known = Object.keys(WORDS);
  const place = (domain: string) => (known.includes(domain) ? known.indexOf(domain) : known.length);
  return [...new Set(domains)].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** A domain's folder as people say it. */
export const domainName = (domain: string): string => WORDS[domain] ?? domain;
