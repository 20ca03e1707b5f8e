import { databaseOf, holds, owns } from './rights';
import type { Statement } from './statement';
import { forbidden, missing, NAME, properties, status, stored, strings, table, unquoted } from './words';

const exact = (source: string): RegExp => new RegExp(`^${source}`, 'is');

/** Storage integrations, and what goes with a database. */
export const integrations: readonly Statement[] = [
  [
    exact(`CREATE STORAGE INTEGRATION IF NOT EXISTS ${NAME}(.*)$`),
    ({ state, session }, [given = '', options = '']) => {
      const name = stored(given);
      if (!holds(state, session.role, 'CREATE INTEGRATION', 'ACCOUNT', 'ACCOUNT'))
        throw forbidden('account', 'ACCOUNT');
      const asked = properties(options);
      if (!state.integrations.has(name))
        state.integrations.set(name, {
          owner: session.role,
          enabled: asked['ENABLED'] === 'TRUE',
          roleArn: asked['STORAGE_AWS_ROLE_ARN'] ?? '',
          externalId: asked['STORAGE_AWS_EXTERNAL_ID'] ?? `ACCOUNT_SFCRole=2_${name}=`,
          locations: strings(asked['STORAGE_ALLOWED_LOCATIONS'] ?? ''),
        });
      return status(`Integration ${name} successfully created.`);
    },
  ],
  [
    exact(`ALTER STORAGE INTEGRATION ${NAME} SET(.*)$`),
    ({ state, session }, [given = '', options = '']) => {
      const found = state.integrations.get(stored(given));
      if (!found) throw missing('Integration', stored(given));
      if (!owns(state, session.role, found.owner)) throw forbidden('integration', stored(given));
      const asked = properties(options);
      if (asked['ENABLED'] !== undefined) found.enabled = asked['ENABLED'] === 'TRUE';
      found.roleArn = asked['STORAGE_AWS_ROLE_ARN'] ?? found.roleArn;
      if (asked['STORAGE_ALLOWED_LOCATIONS'] !== undefined)
        found.locations = strings(asked['STORAGE_ALLOWED_LOCATIONS']);
      return status('Statement executed successfully.');
    },
  ],
  [
    exact(`DESC STORAGE INTEGRATION ${NAME}$`),
    ({ state, iamUserArn }, [given = '']) => {
      const found = state.integrations.get(stored(given));
      if (!found) throw missing('Integration', stored(given));
      // As the documentation shows it, with what newer accounts add.
      return table(
        ['property', 'property_type', 'property_value', 'property_default'],
        [
          ['ENABLED', 'Boolean', String(found.enabled), 'false'],
          ['STORAGE_PROVIDER', 'String', 'S3', ''],
          ['STORAGE_ALLOWED_LOCATIONS', 'List', found.locations.join(','), '[]'],
          ['STORAGE_BLOCKED_LOCATIONS', 'List', '', '[]'],
          ['STORAGE_AWS_IAM_USER_ARN', 'String', iamUserArn, ''],
          ['STORAGE_AWS_ROLE_ARN', 'String', found.roleArn, ''],
          ['STORAGE_AWS_EXTERNAL_ID', 'String', found.externalId, ''],
          ['COMMENT', 'String', '', ''],
        ],
      );
    },
  ],
  [
    exact(`DROP (INTEGRATION|DATABASE) IF EXISTS ${NAME}$`),
    ({ state, session }, [kind = '', given = '']) => {
      const name = stored(given);
      const from = kind.toUpperCase() === 'DATABASE' ? state.databases : state.integrations;
      const found = from.get(name);
      if (found && !owns(state, session.role, found.owner)) throw forbidden(kind.toLowerCase(), name);
      from.delete(name);
      if (from === state.databases)
        for (const map of [state.schemas, state.objects, state.pipes, state.tables])
          for (const object of [...map.keys()]) if (databaseOf(object) === name) map.delete(object);
      return status(`${name} successfully dropped.`);
    },
  ],
  [
    exact(`SELECT SYSTEM\\$GET_AWS_SNS_IAM_POLICY\\(('[^']*')\\)$`),
    ({ subscriberArn }, [topic = '']) => {
      const policy = {
        Version: '2012-10-17',
        Statement: [
          {
            ...{ Sid: '1', Effect: 'Allow', Principal: { AWS: subscriberArn } },
            ...{ Action: ['sns:Subscribe'], Resource: [unquoted(topic)] },
          },
        ],
      };
      return table(['POLICY'], [[JSON.stringify(policy)]]);
    },
  ],
  [
    exact(`SELECT SYSTEM\\$VALIDATE_STORAGE_INTEGRATION\\(('[^']*'), ('[^']*'), '[^']*', 'list'\\)$`),
    ({ state, accessDenied }, [name = '', path = '']) => {
      const found = state.integrations.get(unquoted(name));
      if (!found) throw missing('Integration', unquoted(name));
      const denied = found.locations.includes(unquoted(path)) ? accessDenied() : 'Location is not allowed';
      return table(
        ['RESULT'],
        [
          [
            JSON.stringify(
              denied === undefined
                ? { status: 'success', actions: { LIST: { status: 'success' } } }
                : {
                    status: 'failure',
                    actions: { LIST: { message: denied, status: 'failure' } },
                    message: 'Some of the integration checks failed.',
                  },
            ),
          ],
        ],
      );
    },
  ],
];
