// What one's own act came to, said politely to who listens rather than looks. The region stands outside every dialog, so
// that a dialog that closes does not take its own good news with it.

const regions = new Map<'polite', HTMLElement>();

const region = (): HTMLElement => {
  const known = regions.get('polite');
  if (known?.isConnected === true) return known;
  const made = document.createElement('div');
  made.className = 'unseen';
  made.setAttribute('role', 'status');
  made.setAttribute('aria-live', 'polite');
  // Dialogs hide everything else from assistive technology but what carries this mark.
  made.dataset['liveAnnouncer'] = 'true';
  document.body.append(made);
  regions.set('polite', made);
  return made;
};

/** Says a sentence once. */
export const announce = (sentence: string): void => {
  const line = document.createElement('p');
  line.textContent = sentence;
  region().replaceChildren(line);
};
