/** Natural logarithm of the gamma function for positive numbers (Lanczos, g = 7, 9 terms). */
export function lnGamma(value: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const shifted = value - 1;
  const base = shifted + 7.5;
  const series = coefficients.reduce(
    (sum, coefficient, at) => sum + coefficient / (shifted + at + 1),
    0.9999999999998099,
  );
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

/** The probability of at least `k` successes in `n` trials of chance `chance` each. */
export function binomialTail(k: number, n: number, chance: number): number {
  if (k <= 0 || chance >= 1) return 1;
  if (k > n || chance <= 0) return 0;
  let tail = 0;
  for (let hits = k; hits <= n; hits++) {
    const ways = lnGamma(n + 1) - lnGamma(hits + 1) - lnGamma(n - hits + 1);
    tail += Math.exp(ways + hits * Math.log(chance) + (n - hits) * Math.log1p(-chance));
  }
  return Math.min(1, tail);
}

/** Wilson's interval of 95 % for a share of `k` in `n`. */
export function wilsonInterval(k: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const z = 1.959963984540054;
  const share = k / n;
  const centre = share + z ** 2 / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const scale = 1 + z ** 2 / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
