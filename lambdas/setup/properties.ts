import { fail } from '../../engine/errors';
import type { IntegrationProperties, ObjectsProperties, Removal, SetupProperties } from './contract';

type Given = { readonly [name: string]: unknown };

/** The properties as the template gave them, or LH620 with everything that is wrong with them. */
export function readProperties(given: Given): SetupProperties {
  const wrong: string[] = [];
  const text = (name: string): string => {
    const value = given[name];
    if (typeof value === 'string' && value !== '') return value;
    wrong.push(`${name} is missing`);
    return '';
  };
  const read = (): SetupProperties | undefined => {
    switch (given['phase']) {
      case 'integration':
        return {
          phase: 'integration',
          integration: text('integration'),
          roleArn: text('roleArn'),
          externalId: text('externalId'),
          allowedLocations: locations(given['allowedLocations'], wrong),
          ...(given['snsTopic'] === undefined ? {} : { snsTopic: text('snsTopic') }),
          ...removalOf(given['removal']),
        } satisfies IntegrationProperties;
      case 'objects':
        return {
          phase: 'objects',
          database: text('database'),
          integration: text('integration'),
          lakeUrl: folder(text('lakeUrl'), wrong),
          ...(given['snsTopic'] === undefined ? {} : { snsTopic: text('snsTopic') }),
          revision: text('revision'),
          waitSeconds: seconds(text('waitSeconds'), wrong),
          ...removalOf(given['removal']),
        } satisfies ObjectsProperties;
      default:
        wrong.push(`phase is ${JSON.stringify(given['phase'])}, not integration or objects`);
        return undefined;
    }
  };
  const properties = read();
  if (!properties || wrong.length > 0) return fail('LH620', `${wrong.join('; ')}.`);
  return properties;
}

function locations(value: unknown, wrong: string[]): readonly string[] {
  const given = Array.isArray(value) ? value.map(String) : [];
  if (given.length === 0) wrong.push('allowedLocations is missing');
  return given.map((location) => folder(location, wrong));
}

/** Without the slash `s3://bucket/bronze` is also the beginning of `s3://bucket/bronze-archive/`. */
function folder(url: string, wrong: string[]): string {
  if (url !== '' && !url.endsWith('/')) wrong.push(`${url} does not end in /`);
  return url;
}

function seconds(text: string, wrong: string[]): string {
  if (text !== '' && !(Number(text) > 0)) wrong.push(`waitSeconds is ${text}, not a number of seconds`);
  return text;
}

function removalOf(given: unknown): { readonly removal?: Removal } {
  if (typeof given !== 'object' || given === null) return {};
  const { policy, confirmed } = given as Given;
  return {
    removal: {
      policy: policy === 'destroy' ? 'destroy' : 'retain',
      ...(typeof confirmed === 'string' ? { confirmed } : {}),
    },
  };
}
