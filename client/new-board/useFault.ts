// The sentence that stands under a field that has to be put right.
import { useTranslation } from 'react-i18next';
import type { Faults } from './draft.ts';

export const useFault = (faults: Faults): ((field: string) => string | null) => {
  const { t } = useTranslation();
  return (field) => {
    const fault = faults.get(field);
    return fault === undefined ? null : t(`newBoard.fault.${fault}`);
  };
};
