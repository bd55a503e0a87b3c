// A sentence of the record, its delegations in small capitals and the treaty's words in the treaty's type.
import type { Part } from './parts.ts';

export const Told = ({ parts }: { parts: readonly Part[] }) =>
  parts.map((part, index) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'party':
        return (
          // The pieces of a sentence have no other identity than their place in it.
          // eslint-disable-next-line react/no-array-index-key
          <b key={index} className="label" data-party={part.party}>
            {part.text}
          </b>
        );
      case 'words':
        return (
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className="treaty-words" lang={part.lang}>
            {part.text}
          </span>
        );
      case 'term':
        return (
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className="told-term">
            {part.text}
          </span>
        );
    }
  });
