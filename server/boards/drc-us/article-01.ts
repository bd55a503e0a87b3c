// What the partnership covers, and that resources and security are one bargain: nearly agreed.
import type { ArticleSource } from '../article.ts';

export const article01: ArticleSource = {
  id: '1',
  title: { en: 'Purpose and scope', fr: 'Objet et champ d’application' },
  terms: [
    {
      id: 'minerals',
      kind: 'set',
      label: { en: 'Minerals covered', fr: 'Minéraux couverts' },
      options: [
        { id: 'Co', label: { en: 'cobalt', fr: 'cobalt' } },
        { id: 'Cu', label: { en: 'copper', fr: 'cuivre' } },
        { id: 'Li', label: { en: 'lithium', fr: 'lithium' } },
        { id: 'Ta', label: { en: 'tantalum', fr: 'tantale' } },
        { id: 'U', label: { en: 'uranium', fr: 'uranium' } },
        { id: 'Ge', label: { en: 'germanium', fr: 'germanium' } },
        { id: 'Zn', label: { en: 'zinc', fr: 'zinc' } },
        { id: 'Au', label: { en: 'gold', fr: 'or' } },
      ],
    },
  ],
  openings: {
    minerals: { drc: ['Co', 'Cu', 'Li', 'Ta'], us: ['Co', 'Cu', 'Li', 'Ta', 'U', 'Ge', 'Zn', 'Au'] },
  },
  text: {
    en: [
      '1. This Agreement establishes a partnership between the Democratic Republic of the Congo (“the DRC”) and the United States of America (“the United States”), under which access to the critical minerals of the DRC and to the related infrastructure is granted [DRC: in exchange for][US: together with] security assistance against threats to the territories concerned.',
      '2. This Agreement applies to the following minerals: {minerals}.',
      '3. It applies to the projects listed in Annex A (“joint projects”). The Joint Committee established by Article 16 shall keep that list up to date and may add a project to it only with the written consent of both Parties.',
      '4. The provisions on resources and those on security form a single undertaking and shall be read together.',
    ].join('\n'),
    fr: [
      '1. Le présent accord établit entre la République démocratique du Congo (« la RDC ») et les États-Unis d’Amérique (« les États-Unis ») un partenariat en vertu duquel l’accès aux minéraux critiques de la RDC et aux infrastructures qui s’y rattachent est accordé [RDC : en contrepartie d’une][É.-U. : parallèlement à une] assistance en matière de sécurité contre les menaces qui pèsent sur les territoires concernés.',
      '2. Le présent accord s’applique aux minéraux suivants : {minerals}.',
      '3. Il s’applique aux projets énumérés à l’annexe A (« les projets communs »). Le Comité mixte institué par l’article 16 tient cette liste à jour et n’y ajoute de projet qu’avec le consentement écrit des deux Parties.',
      '4. Les dispositions relatives aux ressources et celles relatives à la sécurité forment un engagement unique et sont interprétées conjointement.',
    ].join('\n'),
  },
  countered: true,
};
