import { DOMParser } from 'linkedom';
import type { ArchiveFiles } from '../../lib/page/files/archive-xml.ts';

/** The files of an archive, parsed as browsers parse them as far as it is used: linkedom knows no names apart from their prefixes. */
export function archiveOf(files: Readonly<Record<string, string>>): ArchiveFiles {
  return {
    names: Object.keys(files),
    xml: async (name) => (files[name] === undefined ? null : parsed(files[name])),
  };
}

function parsed(markup: string): Document {
  const plain = markup.replace(/<(\/?)[\w-]+:/g, '<$1').replace(/ ([\w-]+):([\w-]+)=(?=")/g, ' $1__$2=');
  const document = new DOMParser().parseFromString(plain, 'text/xml') as unknown as Document;
  const found = (parent: Document | Element, name: string) =>
    [...parent.querySelectorAll('*')].filter((one) => one.localName === name);
  const elements = [...document.querySelectorAll('*')];
  for (const element of [document, ...elements])
    Object.defineProperty(element, 'getElementsByTagNameNS', {
      value: (_: string, name: string) => found(element, name),
    });
  for (const element of elements) {
    const attributes = [...element.attributes].map(({ name, value }) => {
      const [prefix, localName] = name.includes('__') ? name.split('__') : [null, name];
      return { localName, prefix, value };
    });
    Object.defineProperty(element, 'attributes', { value: attributes });
  }
  return document;
}
