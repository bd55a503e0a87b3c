// Who is heard first, on what and for how long; exclusivity may hang on the security articles.
import type { ArticleSource } from '../article.ts';

export const article02: ArticleSource = {
  id: '2',
  title: { en: 'Exclusive access and right of first offer', fr: 'Accès exclusif et droit de première offre' },
  terms: [
    {
      id: 'window',
      kind: 'duration',
      label: { en: 'Time for an offer', fr: 'Délai de présentation des offres' },
      unit: 'months',
      min: 1,
      max: 24,
      step: 1,
    },
    {
      id: 'duration',
      kind: 'duration',
      label: { en: 'Duration of the exclusivity', fr: 'Durée de l’exclusivité' },
      unit: 'years',
      min: 1,
      max: 50,
      step: 1,
    },
    {
      id: 'unlicensed',
      kind: 'percent',
      label: { en: 'Share of unlicensed ground', fr: 'Part des terrains libres' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'security-linked',
      kind: 'yesno',
      label: {
        en: 'Exclusive only while Articles 12 and 13 are performed',
        fr: 'Exclusivité subordonnée à l’exécution des articles 12 et 13',
      },
    },
  ],
  openings: {
    window: { drc: 2, us: 12 },
    duration: { drc: 10, us: 30 },
    unlicensed: { drc: 25, us: 60 },
    'security-linked': { drc: true, us: false },
  },
  text: {
    en: [
      '1. For {duration} from the entry into force of this Agreement, US companies alone shall have a right of first offer on the assets listed in Annex B and on {unlicensed} of the ground over which no mining right is in force, as [DRC: delimited by the DRC][US: chosen by the United States].',
      '2. The DRC shall notify the United States of its intention to dispose of such an asset. US companies may submit offers within {window} of that notification; in the meantime, the DRC shall [DRC: not conclude][US: neither negotiate nor conclude] a contract on that asset with any other person.',
      '3. The DRC may decline an offer [DRC: by a reasoned decision][US: only where it is manifestly below market value]. [US: It shall not thereafter accept less advantageous terms from another person.]',
      '4. Whether the exclusivity subsists only while Articles 12 and 13 are performed is settled as follows: {security-linked}.',
    ].join('\n'),
    fr: [
      '1. Pendant {duration} à compter de l’entrée en vigueur du présent accord, les sociétés américaines disposent seules d’un droit de première offre sur les actifs énumérés à l’annexe B et sur {unlicensed} des terrains libres de tout droit minier, tels que [RDC : délimités par la RDC][É.-U. : choisis par les États-Unis].',
      '2. La RDC notifie aux États-Unis son intention de céder un tel actif. Les sociétés américaines peuvent présenter une offre dans un délai de {window} à compter de cette notification ; dans l’intervalle, la RDC [RDC : ne conclut][É.-U. : ne négocie ni ne conclut] avec un tiers aucun contrat portant sur cet actif.',
      '3. La RDC peut refuser une offre [RDC : par décision motivée][É.-U. : à la seule condition que celle-ci soit manifestement inférieure à la valeur du marché]. [É.-U. : Elle n’accepte ensuite d’un tiers aucune condition moins avantageuse.]',
      '4. La question de savoir si l’exclusivité ne subsiste qu’aussi longtemps que les articles 12 et 13 sont exécutés est réglée comme suit : {security-linked}.',
    ].join('\n'),
  },
  countered: true,
};
