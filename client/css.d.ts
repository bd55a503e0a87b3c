// Stylesheets are imported for what they do to the page; Vite takes care of them.
declare module '*.css';

declare module '*?worker&url' {
  const address: string;
  export default address;
}
