import { uuid } from '../../../../engine/generator/events/uuid';
import { Random } from '../../../../engine/generator/random';

describe('ids of events', () => {
  test('differ where two sessions draw the same numbers, as two of some hundred thousand do', () => {
    const one = new Random(1, 'session', 25539);
    const other = new Random(1, 'session', 60639);
    expect(one.int(0, 0xffff_ffff)).toBe(other.int(0, 0xffff_ffff));
    expect(uuid(one)).not.toBe(uuid(other));
  });

  test('are UUIDs of version 4', () => {
    expect(uuid(new Random(1, 'session', 1))).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
