import type { CancelReason, Channel, Device, PaymentMethod } from './types';

/** Names with the characters that break careless readers: accents, apostrophes, hyphens, spaces. */
export const firstNames = [
  ...['Ada', 'Zoë', 'José', 'Łukasz', 'Mia', 'Noah', 'Aiko', 'Søren', 'Chloé', 'Femi', 'Ines', 'Björn'],
  ...['Grace', 'Hugo', 'Anaïs', 'Jonas', 'Priya', 'Mateus', 'Olga', 'Tomás'],
] as const;
export const lastNames = [
  ...["O'Brien", 'Nowak', 'Müller', 'García', 'Silva', 'Smith', 'van der Berg', 'Tanaka', 'Lindqvist'],
  ...['Dubois', 'Okafor', 'Weiß', 'Jones-Reed', 'Costa', 'Kowalczyk', 'Patel', 'Hansen', 'Rossi'],
] as const;

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** Of its orders, in hundredths: whole numbers, so that tax is exact. */
  readonly taxPercent: number;
  readonly shippingCents: number;
  readonly streets: readonly string[];
  readonly cities: readonly string[];
  /** `#` is a digit. */
  readonly postalCode: string;
}

const country = (
  code: string,
  taxPercent: number,
  shippingCents: number,
  postalCode: string,
  cities: readonly string[],
  streets: readonly string[],
): Country => ({ code, taxPercent, shippingCents, postalCode, cities, streets });

const us = country(
  ...(['US', 8, 495, '#####'] as const),
  ['Portland', 'Austin', 'Madison', 'Boise'],
  ['Juniper Street', 'Lake Road', '5th Avenue'],
);
const others = [
  country(
    ...(['GB', 20, 795, 'LS# #EH'] as const),
    ['Leeds', 'Bristol', 'York'],
    ['Mill Lane', 'Station Road'],
  ),
  country('DE', 19, 695, '#####', ['Köln', 'Leipzig', 'Würzburg'], ['Lindenstraße', 'Am Markt']),
  country('FR', 20, 695, '#####', ['Lyon', 'Nîmes'], ["rue de l'Église", 'avenue Foch']),
  country('PL', 23, 595, '##-###', ['Gdańsk', 'Łódź'], ['ul. Długa', 'ul. Słoneczna']),
  country('BR', 17, 1295, '#####-###', ['São Paulo', 'Recife'], ['Rua das Flores', 'Avenida Brasil']),
  country('JP', 10, 1495, '###-####', ['Osaka', 'Sendai'], ['Sakura-dori', 'Honmachi']),
] as const;

export const countries: readonly (readonly [Country, number])[] = [
  [us, 46],
  ...others.map((other) => [other, 9] as const),
];

export const channels: readonly (readonly [Channel, number])[] = [
  ['Google', 30],
  ['Direct', 25],
  ['Email', 15],
  ['Facebook', 12],
  ['Instagram', 10],
  ['TikTok', 8],
];

export const devices: readonly (readonly [Device, number])[] = [
  ['mobile', 61],
  ['desktop', 38],
  ['tablet', 1],
];

export const paymentMethods: readonly (readonly [PaymentMethod, number])[] = [
  ['card', 60],
  ['paypal', 30],
  ['bank_transfer', 10],
];

export const cancelReasons: readonly (readonly [CancelReason, number])[] = [
  ['payment_failed', 55],
  ['payment_expired', 30],
  ['customer_request', 15],
];
