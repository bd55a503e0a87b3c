// A page with little on it: a heading, a sentence, a way on.
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import './routes.css';

export const Plain = ({ title, children }: { title: string; children: ReactNode }) => {
  useEffect(() => {
    document.title = `${title} · Paraph`;
  }, [title]);
  return (
    <main className="plain-page">
      <h1>{title}</h1>
      {children}
    </main>
  );
};
