import fc from 'fast-check';
import { encode, lineReader, type Reply } from '../../../local/owner/protocol';

const reply = fc.record({
  id: fc.nat(),
  value: fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant('a\nb')),
});

test('messages arrive whole and in order, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(reply), fc.array(fc.integer({ min: 1, max: 7 })), (replies, cuts) => {
      const stream = Buffer.concat(replies.map((message: Reply) => Buffer.from(encode(message))));
      const received: unknown[] = [];
      const read = lineReader((message) => received.push(message));
      for (let start = 0, turn = 0; start < stream.length; turn++) {
        const size = cuts[turn % Math.max(1, cuts.length)] ?? 1000;
        read(stream.subarray(start, start + size));
        start += size;
      }
      expect(received).toEqual(replies);
    }),
  );
});
