import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { lakehouseApp } from '../lib/app';
import { SettingsError } from '../lib/settings';

try {
  lakehouseApp((path) => readFileSync(resolve(__dirname, '..', path), 'utf8'));
} catch (e: unknown) {
  if (!(e instanceof SettingsError)) throw e;
  console.error(e.message);
  process.exit(1);
}
