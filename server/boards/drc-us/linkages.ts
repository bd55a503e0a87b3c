// What is given for what: articles that stand or fall together, as the delegations see them when they sit down.
import type { Linkage } from '../article.ts';

export const linkages: Linkage[] = [
  {
    kind: 'mutual',
    of: ['2', '4'],
    on: ['12', '13'],
    why: {
      en: 'The heart of the deal: exclusive access and output for training, equipment and assistance.',
      fr: 'Le cœur de l’accord : l’accès et la production exclusifs contre la formation, l’équipement et l’assistance.',
    },
  },
  {
    kind: 'mutual',
    of: ['14'],
    on: ['5', '6'],
    why: {
      en: 'The bases guard the stock and the port.',
      fr: 'Les bases protègent la réserve et le port.',
    },
  },
  {
    kind: 'prior',
    of: ['12'],
    on: ['15'],
    why: {
      en: 'Units are vetted before they are trained and equipped.',
      fr: 'Les unités sont vérifiées avant d’être formées et équipées.',
    },
  },
  {
    kind: 'mutual',
    of: ['9'],
    on: ['16'],
    why: {
      en: 'Fiscal stability in return for the capital that is brought.',
      fr: 'La stabilité fiscale en contrepartie des capitaux mobilisés.',
    },
  },
  {
    kind: 'mutual',
    of: ['10'],
    on: ['3'],
    why: {
      en: 'What the contracts in force leave open decides who can run a project.',
      fr: 'Ce que les contrats en vigueur laissent libre décide de qui peut exploiter un projet.',
    },
  },
  {
    kind: 'mutual',
    of: ['11'],
    on: ['15'],
    why: {
      en: 'Traced lots and inspected sites prove each other.',
      fr: 'La traçabilité des lots et l’inspection des sites se confirment l’une l’autre.',
    },
  },
  {
    kind: 'mutual',
    of: ['7'],
    on: ['8'],
    why: {
      en: 'What is refined in the country and what leaves by the corridor are the same tonnes.',
      fr: 'Ce qui est raffiné dans le pays et ce qui part par le corridor sont les mêmes tonnes.',
    },
  },
];
