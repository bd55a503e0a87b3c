// One line of the history: what happened, when, what it moved; pressing it shows the place.
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from 'react-aria-components';
import { Link } from 'react-router';
import type { ClauseId, Language } from '../../shared/board.ts';
import type { Event, LedgerEntry } from '../../shared/events.ts';
import type { Range } from '../../shared/ids.ts';
import { formatTime, isoTime } from '../i18n/format.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import type { Group, Line } from './lines.ts';
import type { Movement } from './movement.ts';
import { MovementSign } from './MovementSign.tsx';
import type { Part } from './parts.ts';
import { noteOf, sentenceOf, textLanguageOf } from './sentences.ts';
import { listOf, summaryOf } from './summary.ts';
import type { Telling } from './telling.ts';
import { Told } from './Told.tsx';

/** Asked to show an article, and in it the characters an act was about. */
export type OnShow = (clause: ClauseId, place?: { lang: Language; ranges: readonly Range[] }) => void;

const placeOf = (event: Event): { lang: Language; ranges: readonly Range[] } | undefined =>
  event.type === 'adopted' || event.type === 'struck'
    ? { lang: event.lang, ranges: event.ranges }
    : undefined;

const Sentence = ({
  parts,
  clause,
  event,
  onShow,
}: {
  parts: readonly Part[];
  clause: ClauseId | null;
  event: Event | null;
  onShow: OnShow;
}) => {
  const words = <Told parts={parts} />;
  if (clause === null) return <p className="history-sentence">{words}</p>;
  const place = event === null ? undefined : placeOf(event);
  return (
    <AriaButton className="history-sentence" onPress={() => onShow(clause, place)}>
      <span>{words}</span>
    </AriaButton>
  );
};

/** When it was; it leads to the board as it was then. */
const Moment = ({ entry, telling }: { entry: LedgerEntry; telling: Telling }) => {
  const { t } = useTranslation();
  const when = formatTime(entry.at, telling.lang);
  const time = <time dateTime={isoTime(entry.at)}>{when}</time>;
  if (telling.board === null) return time;
  return (
    <Link
      className="history-moment"
      to={`/b/${telling.board.id}/replay?at=${String(entry.seq)}`}
      title={t('replay.showMoment')}
      aria-label={t('replay.showMomentAt', { when })}
    >
      {time}
    </Link>
  );
};

const Meta = ({
  entry,
  event,
  movement,
  telling,
}: {
  entry: LedgerEntry;
  event: Event;
  movement: Movement | null;
  telling: Telling;
}) => {
  const { t } = useTranslation();
  const note = noteOf(event);
  const language = textLanguageOf(event);
  return (
    <small className="history-meta">
      <Moment entry={entry} telling={telling} />
      {language !== null && language !== telling.lang && (
        <span>{t('history.inText', { language: t(`history.languages.${language}`) })}</span>
      )}
      {movement !== null && <MovementSign movement={movement} board={telling.board} />}
      {note !== null && <q className="history-note">{note}</q>}
    </small>
  );
};

const OneLine = ({ line, telling, onShow }: { line: Line; telling: Telling; onShow: OnShow }) =>
  line.told.map(({ event, movement }, index) => (
    <div key={`${line.entry.seq}-${event.type}-${String(index)}`} className="history-act">
      <Sentence parts={sentenceOf(event, telling)} clause={line.clause} event={event} onShow={onShow} />
      <Meta entry={line.entry} event={event} movement={movement} telling={telling} />
    </div>
  ));

export const HistoryLine = ({
  group,
  telling,
  onShow,
}: {
  group: Group;
  telling: Telling;
  onShow: OnShow;
}) => {
  const [first] = group.lines;
  if (group.lines.length === 1 || first.party === null)
    return <OneLine line={first} telling={telling} onShow={onShow} />;
  const last = group.lines.at(-1) ?? first;
  return (
    <div className="history-act">
      <Sentence
        parts={summaryOf(group, first.party, telling)}
        clause={first.clause}
        event={null}
        onShow={onShow}
      />
      <small className="history-meta">
        <Moment entry={last.entry} telling={telling} />
        <Disclosure title={listOf(group, telling)}>
          <ol className="plain-list history-steps">
            {group.lines.toReversed().map((line) => (
              <li key={line.entry.seq}>
                <OneLine line={line} telling={telling} onShow={onShow} />
              </li>
            ))}
          </ol>
        </Disclosure>
      </small>
    </div>
  );
};
