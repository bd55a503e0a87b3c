// One option of a set, in or out.
import { Checkbox } from 'react-aria-components';

export const SetOption = ({ id, label }: { id: string; label: string }) => (
  <Checkbox value={id} className="checkbox">
    <span className="tick" aria-hidden="true" />
    <span>{label}</span>
  </Checkbox>
);
