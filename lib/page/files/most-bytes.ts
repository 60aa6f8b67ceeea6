/** In bytes, of a file of the user's own. A book with its pictures is shorter; what is longer takes more memory than a panel should. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024;
