import { crmErp } from './crm-erp';
import { olist } from './olist';
import { retail } from './retail';
import type { DomainGenerator } from './types';

export {
  salesShapes,
  type DomainGenerator,
  type GeneratedFile,
  type GeneratorOptions,
  type SalesShape,
} from './types';

/** The domains whose input is files, by name. The stream of the fourth is in `./events`. */
export const generators: { readonly [domain: string]: DomainGenerator } = { olist, crm_erp: crmErp, retail };
