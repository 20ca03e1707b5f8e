import type { z } from 'zod';
import type { testConfigSchema } from '../config/schemas';
import type { TestConfig } from '../types';
import { asMeta } from './describe-node';

export const testConfig = (yaml: z.infer<typeof testConfigSchema>): TestConfig => ({
  enabled: yaml.enabled,
  severity: yaml.severity,
  errorIf: yaml.error_if,
  warnIf: yaml.warn_if,
  where: yaml.where ?? undefined,
  limit: yaml.limit ?? undefined,
  failCalc: yaml.fail_calc,
  tags: yaml.tags,
  meta: asMeta(yaml.meta),
});
