// A server to be attacked, as a program of its own: two boards, the one with honest people at it and one that nobody minds.
// Whatever it has to complain of goes to its output, as does its address.
import { drcUsBoard } from '../../../server/boards/drc-us/board.ts';
import { startServer } from '../server.ts';
import { ARTICLES, OTHER_BOARD } from './attacked-boards.ts';

const other = {
  ...drcUsBoard,
  definition: { ...drcUsBoard.definition, id: OTHER_BOARD },
  analysisReleased: false,
  articles: drcUsBoard.articles.filter(({ id }) => ARTICLES.includes(id)),
};
const server = await startServer({
  articles: ARTICLES,
  others: [other],
  ...(process.env['DATA'] === undefined ? {} : { data: process.env['DATA'] }),
});
console.log(`Paraph is at ${server.origin}`);

setInterval(() => {
  for (const complaint of server.complaints.splice(0)) console.log(`complaint: ${complaint.trim()}`);
}, 50);
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
