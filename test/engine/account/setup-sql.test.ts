import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountRequirements, statementsOf } from '../../../engine/account';
import { accountBlock, accountSpec, names, requirements } from '../../support/deployed-account';

const golden = join(__dirname, '../../golden/account/setup.sql');

test('prints the block that the golden file has', () => {
  // UPDATE_GOLDEN=1 writes the file anew: read the difference before it is committed.
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, accountBlock);
  expect(accountBlock).toBe(readFileSync(golden, 'utf8'));
});

test('replaces and revokes nothing, so that it can be run again', () => {
  const statements = requirements.flatMap(statementsOf);
  expect(statements.filter((sql) => /\b(OR REPLACE|DROP|REVOKE)\b/.test(sql))).toEqual([]);
  expect(statements.filter((sql) => /^CREATE (?!.*IF NOT EXISTS)/.test(sql))).toEqual([]);
});

test('names nothing that it was not given', () => {
  const other = accountRequirements({
    ...accountSpec,
    names: { ...names, database: 'my "odd" db', resourceMonitor: 'x; DROP DATABASE y' },
  }).flatMap(statementsOf);
  expect(other.join('\n')).toContain('CREATE DATABASE IF NOT EXISTS "my ""odd"" db"');
  expect(other.join('\n')).toContain('RESOURCE_MONITOR = "x; DROP DATABASE y"');
});

test('logs in by key pair with two slots where no workload identity is wanted', () => {
  const key = { kind: 'key-pair', publicKey: 'MIIB1', nextPublicKey: 'MIIB2' } as const;
  const [alter] = accountRequirements({ ...accountSpec, logins: { ...accountSpec.logins, setup: key } })
    .filter((one) => one.kind === 'user')
    .flatMap(statementsOf)
    .filter((sql) => sql.startsWith('ALTER'));
  expect(alter).toContain("RSA_PUBLIC_KEY = 'MIIB1'\nRSA_PUBLIC_KEY_2 = 'MIIB2'\n");
  expect(alter).not.toContain('WORKLOAD_IDENTITY');
});

test('puts the service users behind a network policy of the account', () => {
  const users = accountRequirements({ ...accountSpec, networkPolicy: 'AWS_ONLY' }).filter(
    ({ kind }) => kind === 'user',
  );
  expect(users.flatMap(statementsOf).filter((sql) => sql.includes('NETWORK_POLICY = AWS_ONLY'))).toHaveLength(
    3,
  );
});

test('leaves roles, users and warehouses to those who look after them, so that this takes no ACCOUNTADMIN', () => {
  let role = '';
  const makers = new Map<string, Set<string>>();
  for (const sql of accountBlock.split('\n')) {
    role = /^USE ROLE (\w+);$/.exec(sql)?.[1] ?? role;
    const [, made = ''] = /^CREATE ([A-Z ]+?) IF NOT EXISTS/.exec(sql) ?? [];
    if (made !== '') makers.set(made, (makers.get(made) ?? new Set()).add(role));
  }
  expect(Object.fromEntries([...makers].map(([made, by]) => [made, [...by].join(', ')]))).toEqual({
    WAREHOUSE: 'SYSADMIN',
    'RESOURCE MONITOR': 'ACCOUNTADMIN',
    ROLE: 'USERADMIN',
    DATABASE: 'ACCOUNTADMIN',
    USER: 'USERADMIN',
    SCHEMA: 'ACCOUNTADMIN',
  });
});

test('gives nobody what only an account administrator has', () => {
  const granted = requirements.flatMap(statementsOf).filter((sql) => sql.startsWith('GRANT'));
  expect(
    granted.filter((sql) => /ACCOUNTADMIN|SECURITYADMIN|MANAGE GRANTS|ALL PRIVILEGES/.test(sql)),
  ).toEqual([]);
  expect(granted.filter((sql) => sql.includes(' ON ACCOUNT '))).toEqual([
    `GRANT CREATE INTEGRATION ON ACCOUNT TO ROLE ${names.roles.setup}`,
  ]);
});
