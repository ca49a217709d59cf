/** The sign: a crescent over a horizon of lines, night passing into a written morning. */
export function ReverieMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={className}>
      <path d="M14.6 9.9A5.6 5.6 0 0 1 7.9 2.2a5.6 5.6 0 1 0 6.7 7.7Z" fill="var(--dusk-solid)" />
      <path d="M2 14.75h16M5 17.75h10" stroke="var(--ink)" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
