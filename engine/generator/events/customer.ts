import { Random } from '../random';
import { callAt, callOf, sessionNumber, sessionsInCall, startOf, type Traffic } from './traffic';
import type { Address, Customer } from './types';
import { countries, firstNames, lastNames, type Country } from './vocabulary';

/** A customer is known by the number of the session in which they came first. */
export interface Visitor {
  readonly firstSession: number;
  readonly createdAt: number;
}

const RETURNING = 0.55;
/** Of the returning sessions, how many are by the shop's regulars: the customers of its first 40 minutes. */
const REGULAR = 0.2;
const REGULAR_CALLS = 8;

/**
 * Whose session it is. A returning customer is found by picking an earlier session at random and asking whose it was:
 * who came often comes again, and nobody has to be remembered.
 */
export function visitorOf(session: number, traffic: Traffic): Visitor {
  const first = callAt(traffic.opened);
  let at = session;
  for (;;) {
    const call = callOf(at);
    const random = new Random(traffic.seed, 'visitor', at);
    if (call > first && random.chance(RETURNING)) {
      const last = random.chance(REGULAR) ? Math.min(call, first + REGULAR_CALLS) - 1 : call - 1;
      const earlier = random.int(first, last);
      const sessions = sessionsInCall(earlier, traffic);
      if (sessions > 0) {
        at = sessionNumber(earlier, random.int(0, sessions - 1));
        continue;
      }
    }
    const own = new Random(traffic.seed, 'session', at);
    return { firstSession: at, createdAt: startOf(at, sessionsInCall(call, traffic), own) };
  }
}

/** What is known of a customer at a time. */
export interface KnownCustomer {
  readonly customer: Customer;
  readonly country: Country;
  readonly address: Address;
  /** Whether something is not as it was when they came first. */
  readonly changed: boolean;
}

/** A customer as they are first known and, from a time on, as they are then. */
export interface Biography {
  readonly first: KnownCustomer;
  readonly changesAt: number;
  readonly then: KnownCustomer;
}

export const customerAt = ({ first, changesAt, then }: Biography, time: number): KnownCustomer =>
  time < changesAt ? first : then;

const DAY = 86_400_000;
const changes = [
  ['address', 50],
  ['name', 30],
  ['email', 20],
] as const;

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replace(/[^A-Za-z]+/g, '')
    .toLowerCase();

/** Names as e-mail addresses spell them; spelled once, since every event shows one. */
const spelled: ReadonlyMap<string, string> = new Map(
  [...firstNames, ...lastNames].map((name) => [name, plain(name)]),
);

function addressIn(country: Country, random: Random): Address {
  return {
    street: `${random.pick(country.streets)} ${random.int(1, 240)}`,
    city: random.pick(country.cities),
    postal_code: country.postalCode.replaceAll('#', () => String(random.int(0, 9))),
    country: country.code,
  };
}

interface Person {
  readonly first: string;
  readonly last: string;
  readonly host: string;
  readonly country: Country;
  readonly address: Address;
}

const spell = (name: string): string => spelled.get(name) ?? plain(name);

function known(person: Person, { id }: Random, createdAt: string, changed: boolean): KnownCustomer {
  const { first, last, host, country, address } = person;
  const customer = {
    customer_id: `C-${id.slice(0, 16)}`,
    first_name: first,
    last_name: last,
    email: `${spell(first)}.${last.split('-').map(spell).join('')}.${id.slice(0, 6)}@${host}`,
    country: country.code,
    created_at: createdAt,
  };
  return { customer, country, address, changed };
}

function change(person: Person, random: Random): Person {
  const kind = random.weighted(changes);
  switch (kind) {
    case 'address': {
      const country = random.chance(0.3) ? random.weighted(countries) : person.country;
      return { ...person, country, address: addressIn(country, random) };
    }
    case 'name': {
      const first = random.chance(0.2) ? random.pick(firstNames) : person.first;
      return { ...person, first, last: `${person.last}-${random.pick(lastNames)}` };
    }
    case 'email':
      return { ...person, host: 'example.org' };
  }
}

/** The customer that a visitor is. `changed` is the share of customers who change their name, e-mail or address once. */
export function biographyOf(
  visitor: Visitor,
  { seed, changed }: { seed: number; changed: number },
): Biography {
  const random = new Random(seed, 'customer', visitor.firstSession);
  const country = random.weighted(countries);
  const person: Person = {
    first: random.pick(firstNames),
    last: random.pick(lastNames),
    host: 'example.com',
    country,
    address: addressIn(country, random),
  };
  const createdAt = new Date(visitor.createdAt).toISOString();
  const first = known(person, random, createdAt, false);
  if (!random.chance(changed)) return { first, changesAt: Number.POSITIVE_INFINITY, then: first };
  // Half of those who change do so within a fortnight, so that small histories have them too.
  const share = random.int(0, 1000) / 1000;
  const changesAt = visitor.createdAt + Math.ceil(60 * DAY * share * share);
  return { first, changesAt, then: known(change(person, random), random, createdAt, true) };
}
