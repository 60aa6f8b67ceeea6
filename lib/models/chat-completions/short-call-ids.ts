const LENGTH = 9;
const SHORT = /^[A-Za-z0-9]{9}$/;

/**
 * Names calls for servers that take nine letters and digits only. An id that is one already stays, so what the server named
 * itself comes back to it unchanged; others become the same short id wherever they stand in one request, and as a rule in the
 * next.
 */
export function createShortCallIds(): (id: string) => string {
  const shortOf = new Map<string, string>();
  const taken = new Set<string>();

  function free(id: string): string {
    const signs = id.replace(/[^A-Za-z0-9]/g, '');
    for (let count = 0; ; count += 1) {
      const mark = count === 0 ? '' : String(count);
      const short =
        SHORT.test(id) && count === 0 ? id : (signs.slice(mark.length - LENGTH) + mark).padStart(LENGTH, '0');
      if (!taken.has(short)) return short;
    }
  }

  return (id) => {
    const known = shortOf.get(id);
    if (known !== undefined) return known;
    const short = free(id);
    shortOf.set(id, short);
    taken.add(short);
    return short;
  };
}
