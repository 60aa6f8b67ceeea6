import { browser } from './browser.ts';

/** Of the extension as it is installed. */
export const extensionVersion = (): string => browser.runtime.getManifest().version;
