// A script of our own, by its address: the page's policy lets nothing become a script that did not come through here.

type Policy = { createScriptURL(address: string): unknown };
type Policies = {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
};

const isPolicies = (value: unknown): value is Policies =>
  typeof value === 'object' && value !== null && 'createPolicy' in value;

/** @throws where the script is another site’s */
const ownAddress = (address: string): string => {
  const url = new URL(address, window.location.href);
  if (url.origin !== window.location.origin) throw new TypeError('a script of another site');
  return url.href;
};

let policy: Policy | null = null;

/** The address as a worker takes it; browsers without trusted types take the address itself. */
export const ownScript = (address: string): string => {
  const policies: unknown = 'trustedTypes' in window ? window.trustedTypes : null;
  if (!isPolicies(policies)) return ownAddress(address);
  policy ??= policies.createPolicy('paraph', { createScriptURL: ownAddress });
  return policy.createScriptURL(address) as string; // what the browser's types know it as
};
