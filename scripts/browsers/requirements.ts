import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { howToInstall, lookForBrowser } from './find-browser.ts';

/** Something outside npm that a script needs: how to tell that it is there, and the Debian packages that bring it. */
export type Requirement = {
  readonly isThere: () => boolean;
  readonly packages: readonly string[];
  /** One line for a system on which nothing can be installed from here. */
  readonly advice: string;
};

const FONTS = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
const JAPANESE_FONT = '/usr/share/fonts/truetype/vlgothic/VL-PGothic-Regular.ttf';

export const REQUIREMENTS = {
  chromium: {
    isThere: () => lookForBrowser('chromium') !== null,
    packages: ['chromium'],
    advice: howToInstall('chromium'),
  },
  firefox: {
    isThere: () => lookForBrowser('firefox') !== null,
    packages: ['firefox-esr'],
    advice: howToInstall('firefox'),
  },
  /** A bare Debian has no font at all; desktop systems have their own. */
  fonts: {
    isThere: () => process.platform !== 'linux' || existsSync(FONTS) || output('fc-list') !== '',
    packages: ['fonts-dejavu-core'],
    advice: 'No font was found: install one, such as DejaVu Sans.',
  },
  /** DejaVu has Arabic letters, but no Japanese ones. */
  japaneseFont: {
    isThere: () => process.platform !== 'linux' || existsSync(JAPANESE_FONT) || output('fc-list', ':lang=ja') !== '',
    packages: ['fonts-vlgothic'],
    advice: 'No font with Japanese characters was found: install one, such as VL Gothic.',
  },
  /** A screen in memory, a window manager and a keyboard for it. */
  display: {
    isThere: () => ['Xvfb', 'openbox', 'xdotool'].every((program) => output('which', program) !== ''),
    packages: ['xvfb', 'openbox', 'xdotool'],
    advice: 'Xvfb, openbox and xdotool were not found: install them, or run this on Debian as root.',
  },
} as const satisfies Record<string, Requirement>;

export type RequirementName = keyof typeof REQUIREMENTS;

function output(program: string, ...parameters: string[]): string {
  return (spawnSync(program, parameters, { encoding: 'utf8' }).stdout ?? '').trim();
}
