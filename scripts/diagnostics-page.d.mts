interface Entry {
  readonly severity: string;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
}

export function diagnosticsPage(catalogue: Readonly<Record<string, Entry>>): string;
