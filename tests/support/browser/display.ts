import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { waitFor } from './wait-for.ts';

export type Display = {
  /** Of a browser that is to be seen on it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Presses keys in the browser's window as a keyboard would: `alt+shift+1`, in xdotool's words. */
  readonly press: (keys: string) => Promise<void>;
  /** Presses keys where the keyboard's focus is, as in a question of the browser's own. */
  readonly pressThere: (keys: string) => void;
  /** Types where the keyboard's focus is, without bringing any window to the front. */
  readonly type: (text: string) => void;
  /** Opens the menu of what is under a point of the screen, and waits until it is there. */
  readonly rightClick: (x: number, y: number) => Promise<void>;
  readonly close: () => void;
};

/** Pixels that a hint of one line stays below. */
const LINE = 60;

/**
 * A screen in memory with a window manager: the only place without a monitor where a key press goes through the browser's own shortcut
 * table. Needs Xvfb, openbox and xdotool.
 */
export async function openDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const environment = { ...process.env, DISPLAY: `:${await displayNumber(server)}` };
  const manager = spawn('openbox', [], { env: environment, stdio: 'ignore' });
  const xdotool = (...parameters: string[]) =>
    execFileSync('xdotool', parameters, {
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();

  /** Those that can be seen, menus among them; none of one line's height, as hints are. */
  const windows = () => {
    const told = xdotool('search', '--onlyvisible', '--name', '', 'getwindowgeometry', '%@');
    const all = [...told.matchAll(/Window (\d+)\n.*\n\s*Geometry: \d+x(\d+)/g)];
    return all.flatMap(([, id = '', height]) => (Number(height) > LINE ? [id] : []));
  };

  return {
    environment,
    async press(keys) {
      const window = await waitFor('a browser window', () =>
        xdotool('search', '--onlyvisible', '--class', 'chromium|chrome|firefox').split('\n').at(-1),
      );
      xdotool('windowactivate', '--sync', window);
      xdotool('key', '--clearmodifiers', keys);
    },
    pressThere(keys) {
      xdotool('key', '--clearmodifiers', keys);
    },
    type(text) {
      xdotool('type', '--delay', '20', text);
    },
    async rightClick(x, y) {
      const before = windows();
      xdotool('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', '3');
      await waitFor('the menu', () => windows().some((one) => !before.includes(one)));
    },
    close() {
      manager.kill();
      server.kill();
    },
  };
}

/** Xvfb looks for a free number itself and tells it on file descriptor 3. */
function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', () => reject(new Error('Xvfb ended before it was ready.')));
    (server.stdio[3] as Readable).once('data', (digits: Buffer) => resolve(digits.toString().trim()));
  });
}
