// The acts that the server keeps in its audit list, in words.

export const useAuditWords = (): ((act: string) => string) => (act) => act;
