// The number by which this page's own styles are known to the policy under which it runs; the server writes it into the
// document, new with every page.

/** Empty where the page runs under no policy, as in tests. */
export const pageNonce = (): string => {
  const meta = document.querySelector('meta[property="csp-nonce"]');
  return meta instanceof HTMLMetaElement ? meta.nonce : '';
};
