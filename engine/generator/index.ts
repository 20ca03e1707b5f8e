import { crmErp } from './crm-erp';
import { olist } from './olist';
import type { DomainGenerator } from './types';

export type { GeneratedFile, DomainGenerator, GeneratorOptions } from './types';

/** The domains whose input can be made here, by name. */
export const generators: { readonly [domain: string]: DomainGenerator } = { olist, crm_erp: crmErp };
