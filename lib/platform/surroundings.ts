import type { Surroundings } from '../models/surroundings.ts';
import { browser } from './browser.ts';
import { builtInModels } from './built-in-model.ts';
import { patternOf } from './grants.ts';

/** What the models need to know of the browser. */
export const surroundings: Surroundings = {
  isPermitted: (origin) => browser.permissions.contains({ origins: [patternOf(origin)] }),
  isOnline: () => navigator.onLine,
  builtIn: builtInModels,
};
