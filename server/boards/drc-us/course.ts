// How the articles came to the table: the notes under which they were tabled, and where the US first took over all
// of the DRC's words. A note is one text for both delegations, so it stands in both languages.
import type { BoardSource } from '../article.ts';

export const course: NonNullable<BoardSource['course']> = {
  '1': {
    notes: {
      drc: {
        en: 'Resources and security are one bargain.',
        fr: 'Ressources et sécurité forment un tout.',
      },
    },
  },
  '2': {
    notes: {
      drc: {
        en: 'Offered in exchange for Articles 12 and 13.',
        fr: 'Offert en contrepartie des articles 12 et 13.',
      },
      us: {
        en: 'Longer, wider, and not tied to Articles 12 and 13.',
        fr: 'Plus long, plus large, et sans lien avec les articles 12 et 13.',
      },
    },
  },
  '4': {
    notes: {
      drc: {
        en: 'Offered in exchange for Articles 12 and 13, within the national quota.',
        fr: 'Offert en contrepartie des articles 12 et 13, dans la limite du quota national.',
      },
      us: {
        en: 'The right is worth what the quota leaves of it.',
        fr: 'Le droit vaut ce que le quota en laisse.',
      },
    },
  },
  '5': {
    notes: {
      drc: {
        en: 'Nothing leaves the stock without a joint decision.',
        fr: 'Rien ne sort de la réserve sans décision conjointe.',
      },
      us: {
        en: 'The stock must be of use in a crisis.',
        fr: 'La réserve doit pouvoir servir en cas de crise.',
      },
    },
    adoptedWhole: true,
  },
  '8': { adoptedWhole: true },
  '9': {
    notes: {
      us: {
        en: 'Stability is what brings the capital of Article 16.',
        fr: 'C’est la stabilité qui attire les capitaux de l’article 16.',
      },
    },
  },
  '10': {
    notes: {
      drc: {
        en: 'Reviewed, not renegotiated: the claims must not fall on us alone.',
        fr: 'Réexamen, et non renégociation\u202f: les réclamations ne sauraient peser sur nous seuls.',
      },
    },
  },
  '12': {
    notes: {
      us: {
        en: 'Vetting under Article 15 comes first.',
        fr: 'La vérification prévue à l’article 15 est un préalable.',
      },
    },
  },
  '13': {
    notes: {
      drc: {
        en: 'What Articles 2 and 4 are given for.',
        fr: 'La contrepartie des articles 2 et 4.',
      },
      us: {
        en: 'No undertaking to engage in combat.',
        fr: 'Aucun engagement à prendre part aux combats.',
      },
    },
  },
  '14': { adoptedWhole: true },
  '15': {
    notes: {
      us: {
        en: 'A condition of all the assistance under Article 12.',
        fr: 'Une condition de toute assistance au titre de l’article 12.',
      },
    },
    adoptedWhole: true,
  },
  '17': {
    notes: {
      drc: {
        en: 'As the letter proposes: without delay.',
        fr: 'Comme la lettre le propose\u202f: sans délai.',
      },
    },
  },
  '18': {
    notes: {
      us: {
        en: 'Investors need a long term and a long notice.',
        fr: 'Les investisseurs ont besoin d’une longue durée et d’un long préavis.',
      },
    },
  },
};
