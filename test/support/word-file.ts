// Reads a Word file back: its parts, and its paragraphs with who inserted and deleted what.
import { inflateRawSync } from 'node:zlib';

export type WordRun = {
  text: string;
  change: { kind: 'ins' | 'del'; author: string } | null;
  lang: string | null;
};
export type WordParagraph = {
  style: string | null;
  runs: WordRun[];
  /** Who inserted or deleted the end of the paragraph. */
  mark: { kind: 'ins' | 'del'; author: string } | null;
  /** In which cell of its row it stands, null outside tables. */
  column: number | null;
};

/** The files of a zip archive, by its central directory. */
const unzipped = (zip: Buffer): Map<string, Buffer> => {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength!);
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(data, data + size!);
    files.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength! + extra! + comment!;
  }
  return files;
};

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

export class WordFile {
  readonly #parts: ReadonlyMap<string, Buffer>;

  constructor(bytes: Uint8Array) {
    this.#parts = unzipped(Buffer.from(bytes));
  }

  get names(): string[] {
    return [...this.#parts.keys()];
  }

  xml(name: string): string {
    const part = this.#parts.get(name);
    if (part === undefined) throw new Error(`no ${name} in ${this.names.join(', ')}`);
    return part.toString('utf8');
  }

  /** All text of the headers or footers. */
  running(kind: 'header' | 'footer'): string {
    return this.names
      .filter((name) => name.startsWith(`word/${kind}`) && name.endsWith('.xml'))
      .map((name) => textIn(this.xml(name)))
      .join('\n');
  }

  get paragraphs(): WordParagraph[] {
    const out: WordParagraph[] = [];
    let column = -1;
    let inTable = false;
    const body = this.xml('word/document.xml');
    for (const match of body.matchAll(
      /<w:tbl>|<\/w:tbl>|<w:tr>|<w:tr .*?>|<w:tc>|<w:p>.*?<\/w:p>|<w:p\/>/gs,
    )) {
      const [tag] = match;
      if (tag === '<w:tbl>') inTable = true;
      else if (tag === '</w:tbl>') inTable = false;
      else if (tag.startsWith('<w:tr')) column = -1;
      else if (tag === '<w:tc>') column += 1;
      else out.push({ ...paragraphOf(tag), column: inTable ? column : null });
    }
    return out;
  }
}

const textIn = (xml: string): string =>
  [...xml.matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)<\/w:(?:t|delText)>/g)]
    .map(([, text]) => unescaped(text!))
    .join('');

const changeIn = (xml: string): { kind: 'ins' | 'del'; author: string } | null => {
  const match = /<w:(ins|del) [^>]*w:author="([^"]*)"/.exec(xml);
  return match === null ? null : { kind: match[1] as 'ins' | 'del', author: unescaped(match[2]!) };
};

const paragraphOf = (xml: string): Omit<WordParagraph, 'column'> => {
  const properties = /<w:pPr>.*?<\/w:pPr>/s.exec(xml)?.[0] ?? '';
  const rest = xml.replace(properties, '');
  const runs = [...rest.matchAll(/<w:(ins|del) [^>]*>.*?<\/w:\1>|<w:r>.*?<\/w:r>/gs)].map(([run]) => ({
    text: textIn(run),
    change: changeIn(run),
    lang: /<w:lang w:val="([^"]*)"/.exec(run)?.[1] ?? null,
  }));
  return {
    style: /<w:pStyle w:val="([^"]*)"/.exec(properties)?.[1] ?? null,
    runs,
    mark: changeIn(properties),
  };
};
