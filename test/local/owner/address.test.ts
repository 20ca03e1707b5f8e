import fc from 'fast-check';
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ownerAddress, privateFolder, type Platform } from '../../../local/owner/address';

const linux: Platform = { os: 'linux', uid: 501, runtimeDirectory: '/run/user/501' };

test('the socket lies in a folder of the user, under a name made of the home', () => {
  expect(ownerAddress('/home/me/shop/.lakehouse', linux)).toMatch(
    /^\/run\/user\/501\/lakehouse-501\/[0-9a-f]{16}\.sock$/,
  );
});

test('on Windows the address is a named pipe', () => {
  const windows: Platform = { os: 'win32', uid: undefined, runtimeDirectory: 'C:\\Temp' };
  expect(ownerAddress('C:\\shop', windows)).toMatch(/^\\\\\.\\pipe\\lakehouse-[0-9a-f]{16}$/);
});

test('two homes have two addresses', () => {
  expect(ownerAddress('/a', linux)).not.toBe(ownerAddress('/b', linux));
});

test('a path fits into sockaddr_un however deep home and runtime folder are', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300 }), (home, folder) => {
      const address = ownerAddress(home, { ...linux, runtimeDirectory: `/${folder}` });
      expect(Buffer.byteLength(address)).toBeLessThanOrEqual(103);
    }),
  );
});

describe('the folder of the socket', () => {
  const here: Platform = { os: process.platform, uid: userInfo().uid, runtimeDirectory: tmpdir() };
  const fresh = (): string => mkdtempSync(join(tmpdir(), 'lh-address-'));
  const refusal = (folder: string): string =>
    `LH802 The folder ${folder} is to hold the socket of the local database and is not private to you. Remove it, or run chmod 700 on it if it is yours.`;

  test('is made for the user alone, and taken again the next time', () => {
    const folder = join(fresh(), 'sockets');
    privateFolder(folder, here);
    expect(() => privateFolder(folder, here)).not.toThrow();
  });

  test('is refused where others may look into it', () => {
    const folder = fresh();
    chmodSync(folder, 0o750);
    expect(() => privateFolder(folder, here)).toThrow(refusal(folder));
  });

  test('is refused where somebody else made it', () => {
    const folder = fresh();
    expect(() => privateFolder(folder, { ...here, uid: userInfo().uid + 1 })).toThrow(refusal(folder));
  });

  test('is refused where it is a link to another place', () => {
    const root = fresh();
    mkdirSync(join(root, 'real'), { mode: 0o700 });
    symlinkSync(join(root, 'real'), join(root, 'link'));
    expect(() => privateFolder(join(root, 'link'), here)).toThrow(refusal(join(root, 'link')));
  });
});
