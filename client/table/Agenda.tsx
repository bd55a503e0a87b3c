// The agenda: which articles there are, in which order, under which titles. The chair's to run while no party's text is
// concerned, else both heads' together; what one head asked for, the other can agree to here.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseId } from '../../shared/board.ts';
import type { Move } from '../../shared/moves.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/Menu.tsx';
import type { MenuAct } from '../ui/Menu.tsx';
import { useDecision } from '../ui/useDecision.ts';
import { useSlice } from '../ui/useSlice.ts';
import { AgendaDialog } from './AgendaDialog.tsx';
import type { AgendaQuestion } from './AgendaDialog.tsx';
import { useAct } from './told.ts';
import { AskedList } from './AskedList.tsx';

export const Agenda = ({ view, current }: { view: TableView; current: ClauseId | null }) => {
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  if (view.acts === null || (seat.role !== 'head' && seat.role !== 'chair')) return null;
  return <AgendaMenu view={view} current={current} />;
};

const AgendaMenu = ({ view, current }: { view: TableView; current: ClauseId | null }) => {
  const { t } = useTranslation();
  const [question, ask] = useState<AgendaQuestion | null>(null);
  const acts = useAgendaActs(view, current, ask);
  return (
    <>
      <MenuButton
        label={t('table.agenda.label')}
        button={
          <Button variant="quiet" className="agenda-button">
            {t('table.agenda.label')}
            <span className="arrow" aria-hidden="true" />
          </Button>
        }
        acts={acts}
      />
      <AskedList view={view} />
      {question !== null && <AgendaDialog view={view} question={question} close={() => ask(null)} />}
    </>
  );
};

const useAgendaActs = (
  view: TableView,
  current: ClauseId | null,
  ask: (question: AgendaQuestion) => void,
): readonly MenuAct[] => {
  const { t } = useTranslation();
  const act = useAct(view);
  const clauses = useSlice(view, ({ state }) => state.clauses);
  const index = clauses.findIndex(({ id }) => id === current);
  const clause = clauses[index];
  const id = clause?.id ?? '';
  const up: Move = { kind: 'moveClause', clause: id, index: Math.max(0, index - 1) };
  const down: Move = { kind: 'moveClause', clause: id, index: index + 1 };
  const mayUp = useDecision(view, up);
  const mayDown = useDecision(view, down);
  const mayDrop = useDecision(view, { kind: 'dropClause', clause: id });
  const named = (words: string): string =>
    clause === undefined ? words : `${t('common.article', { number: index + 1 })}: ${words}`;
  const add: MenuAct = { id: 'add', label: t('table.agenda.add'), onAction: () => ask({ kind: 'add' }) };
  if (clause === undefined) return [add];
  const about = { clause, number: index + 1 };
  return [
    {
      id: 'retitle',
      label: t('table.agenda.retitle'),
      text: named(t('table.agenda.retitle')),
      onAction: () => ask({ kind: 'retitle', ...about }),
    },
    { id: 'up', label: t('table.agenda.moveUp'), why: mayUp.why, onAction: () => act(up) },
    {
      id: 'down',
      label: t('table.agenda.moveDown'),
      why: mayDown.why,
      onAction: () => act(down),
    },
    {
      id: 'drop',
      label: t('table.agenda.drop'),
      why: mayDrop.why,
      onAction: () => ask({ kind: 'drop', ...about }),
    },
    add,
  ];
};
