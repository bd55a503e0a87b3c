// What the margin says about words of the text: whose they are, since when, and the one thing to do with them.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardDefinition, Language, PartyId } from '../../shared/board.ts';
import { indexOfParty } from '../../shared/state.ts';
import type { ClauseState } from '../../shared/state.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { announce } from '../moves/announce.ts';
import { useSend } from '../moves/useSend.ts';
import type { TableView } from '../session/view.ts';
import { MoveButton } from '../ui/MoveButton.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { bracketActOf } from './bracket-acts.ts';
import type { BracketAct, Words } from './bracket-acts.ts';
import type { ChosenWords } from './neighbours.ts';
import { phraseOf } from './parties.ts';
import { useOrigin } from './useOrigin.ts';
import { sayWhen } from './when.ts';

const SHORT = 60;
const shortened = (text: string): string => {
  const words = text.trim().replace(/\s+/g, ' ');
  return words.length <= SHORT ? words : `${words.slice(0, SHORT).replace(/\s\S*$/, '')}…`;
};

const Origin = ({ view, words }: { view: TableView; words: Words }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const origin = useOrigin(view, words.ranges);
  if (origin === null) return null;
  const when = sayWhen(origin.at, lang);
  return (
    <>
      {t('article.note.since', { when })}
      {origin.name !== null && `, ${origin.name}`}
    </>
  );
};

const useWhose = (board: BoardDefinition | null): ((parties: readonly PartyId[]) => string) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  return (parties) => {
    const [first, second] = parties;
    if (first === undefined) return t('article.note.chair');
    if (second !== undefined) return t('article.note.both');
    return t('article.note.only', { party: phraseOf(board, first, lang, 'inside') });
  };
};

export type WordsNoteProps = {
  view: TableView;
  clause: ClauseState;
  lang: Language;
  words: ChosenWords;
  /** Does it within the editor, where it can be undone; false where the editor cannot. */
  onAct: (kind: BracketAct['kind'], words: ChosenWords) => boolean;
  /** Called after the act, so that the note goes. */
  onDone: () => void;
};

export const WordsNote = ({ view, clause, lang, words, onAct, onDone }: WordsNoteProps) => {
  const { t } = useTranslation();
  const send = useSend(view);
  const [refused, setRefused] = useState<string | null>(null);
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const party = useSlice(view, (snapshot) => snapshot.seat.party);
  const whose = useWhose(board);
  const own = party === null ? null : { party, index: indexOfParty(view.snapshot().state, party) };
  const act =
    view.acts === null || own === null ? null : bracketActOf(words, own, { clause: clause.id, lang });
  const reserve = clause.reserves.find(
    (each) => words.parties.length === 1 && each.party === words.parties[0],
  );
  const press = async (): Promise<void> => {
    if (act === null) return;
    if (onAct(act.kind, words)) {
      announce(t(`moves.done.${act.move.kind}`));
      onDone();
      return;
    }
    const sent = await send(act.move);
    setRefused(sent.refused);
    if (sent.refused === null) onDone();
  };
  return (
    <div className="note" data-party={words.parties.length === 1 ? words.parties[0] : undefined}>
      <p>
        <b lang={lang} className="note-words">
          {t('article.note.quote', { words: shortened(words.text) })}
        </b>{' '}
        {whose(words.parties)}
        <Origin view={view} words={words} />.{reserve !== undefined && ` ${reserve.reason}`}
      </p>
      {act !== null && (
        <MoveButton view={view} move={act.move} variant="small" onPress={() => void press()}>
          {t(`article.note.${act.kind}`)}
        </MoveButton>
      )}
      {refused !== null && <p role="alert">{refused}</p>}
    </div>
  );
};
