import { describe, expect, it } from 'vitest';
import { ACCEPTED, DOCUMENTS, kindByBeginning, kindByNames } from '../../../lib/page/files/kinds.ts';

describe('the kinds of files that are read', () => {
  it.each(Object.entries(DOCUMENTS))('%s is told by its sign, and its endings can be chosen', (kind, document) => {
    const { endings } = document;
    if ('holds' in document) expect(kindByNames(['mimetype', document.holds])).toBe(kind);
    else expect(kindByBeginning(`${document.begins}1.7`)).toBe(kind);
    for (const ending of endings) expect(ACCEPTED.split(',')).toContain(`.${ending}`);
  });

  it('can be chosen where they are text, code or pictures', () => {
    for (const kind of ['image/*', 'text/*', '.csv', '.md', '.html', '.py', '.json'])
      expect(ACCEPTED.split(',')).toContain(kind);
  });

  it('are none of any other archive or text', () => {
    expect(kindByNames(['photo.jpg'])).toBeNull();
    expect(kindByBeginning('Some words.')).toBeNull();
  });
});
