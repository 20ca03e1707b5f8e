import { Random } from '../random';

/** The shop's door: how many sessions begin when. Everything else follows from a session's number. */
export interface Traffic {
  readonly seed: number;
  /** The shop opens then, epoch ms: no session begins and no customer exists before. A multiple of five minutes. */
  readonly opened: number;
  /** Mean over a day; the natural rate is 132. */
  readonly sessionsPerHour: number;
}

/** Sessions come in calls of five minutes, as the scheduled function makes them. */
export const CALL_MS = 300_000;
/** Mean of an hour when a call makes 12–20 sessions in busy hours, 6–11 around them and 2–5 at night (UTC). */
export const NATURAL_RATE = 132;
/** A session's number is its call's, times this, plus its place in it: numbers count up with time. */
const PLACES = 2 ** 20;

function perCall(hour: number): readonly [least: number, most: number] {
  if (hour < 6) return [2, 5];
  return hour >= 9 && hour < 21 ? [12, 20] : [6, 11];
}

export const callAt = (time: number): number => Math.floor(time / CALL_MS);

export function sessionsInCall(call: number, traffic: Traffic): number {
  if (call < callAt(traffic.opened)) return 0;
  const random = new Random(traffic.seed, 'call', call);
  const [least, most] = perCall(Math.floor((call * CALL_MS) / 3_600_000) % 24);
  const exact = (random.int(least, most) * traffic.sessionsPerHour) / NATURAL_RATE;
  const whole = Math.floor(exact);
  return Math.min(PLACES, whole + (random.chance(exact - whole) ? 1 : 0));
}

export const sessionNumber = (call: number, place: number): number => call * PLACES + place;
export const callOf = (session: number): number => Math.floor(session / PLACES);

/** Spread over its call in the order of the numbers. `random` is the session's own and gives its first draw. */
export function startOf(session: number, sessions: number, random: Random): number {
  const place = session - callOf(session) * PLACES;
  const share = (place + random.int(0, 999) / 1000) / sessions;
  return callOf(session) * CALL_MS + Math.floor(share * CALL_MS);
}
