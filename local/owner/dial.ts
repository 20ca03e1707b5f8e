import { createConnection, type Socket } from 'node:net';
import { lineReader, type Greeting, type Reply } from './protocol';

/** A connection that an owner has greeted on. */
export interface Line {
  readonly socket: Socket;
  readonly greeting: Greeting;
  /** To be called at once: who takes the messages that follow the greeting. */
  readonly listen: (receive: (reply: Reply) => void) => void;
}

/** Undefined where nobody listens, or where an owner is just about to end. */
export function dial(address: string): Promise<Line | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    let receive: ((reply: Reply) => void) | undefined;
    socket.on(
      'data',
      lineReader((message) => {
        if (receive) return receive(message as Reply);
        receive = () => undefined;
        resolve({ socket, greeting: message as Greeting, listen: (next) => (receive = next) });
      }),
    );
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
  });
}
