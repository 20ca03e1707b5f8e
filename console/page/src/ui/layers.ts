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

/** A domain's folder as people say it. */
export const domainName = (domain: string): string => WORDS[domain] ?? domain;
