/** The one door to the browser's extension API. Every other file takes `browser` from here. */
export { default as browser } from 'webextension-polyfill';
