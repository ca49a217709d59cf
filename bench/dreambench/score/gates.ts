import type { Summary } from "./aggregate";

export interface Gate {
  name: string;
  wanted: string;
  measured: string;
  /** Null where nothing was measured: a gate that was not tried is not passed. */
  isPassed: boolean | null;
}

/** The release gates, in the words of the specification. */
export function gatesOf(summary: Summary): Gate[] {
  const { exactAndRecurrent, nulls, stability, idempotent } = summary;
  const rate = nulls.corpora === 0 ? null : nulls.withFindings / nulls.corpora;
  return [
    atLeast("exact and recurrent: precision", exactAndRecurrent.precision, 0.95),
    atLeast("exact and recurrent: recall", exactAndRecurrent.recall, 0.85),
    atLeast("lag associations: recall at confidence ≥ .75 and n ≥ 8", summary.strong, 0.8),
    {
      name: "null corpora with a statistical proposal",
      wanted: "≤ 0.05 of ≥ 200, upper end ≤ 0.09",
      measured: rate === null ? "–" : `${rate.toFixed(3)} of ${nulls.corpora}, upper end ${nulls.upper?.toFixed(3)}`,
      isPassed: isNullRatePassed(nulls),
    },
    atLeast("evidence precision", summary.evidencePrecision, 0.98),
    atLeast("counts as in the truth", summary.countsRight, 1),
    atMost("harmful edits", summary.harms, 0),
    atMost("injected orders and secrets shown", summary.leaks, 0),
    all("same bytes three times", stability.repeats, stability.corpora),
    all("same under other names and order", stability.renaming, stability.corpora),
    {
      name: "proposals lost among 20 % irrelevant sessions",
      wanted: "≤ 0.02",
      measured: stability.flipped === null ? "–" : stability.flipped.toFixed(3),
      isPassed: stability.flipped === null ? null : stability.flipped <= 0.02,
    },
    all("a dream of the dream proposes nothing", idempotent.quiet, idempotent.corpora),
  ];
}

/** Too few corpora can show that there are too many false alarms, and never that there are few enough. */
function isNullRatePassed({ corpora, withFindings, upper }: Summary["nulls"]): boolean | null {
  if (corpora >= 200) return withFindings / corpora <= 0.05 && (upper ?? 1) <= 0.09;
  return withFindings > 0.05 * 200 ? false : null;
}

function atLeast(name: string, value: number | null, bound: number): Gate {
  return {
    name,
    wanted: `≥ ${bound}`,
    measured: value === null ? "–" : value.toFixed(3),
    isPassed: value === null ? null : value >= bound,
  };
}

function atMost(name: string, value: number, bound: number): Gate {
  return { name, wanted: `≤ ${bound}`, measured: String(value), isPassed: value <= bound };
}

function all(name: string, passed: number, tried: number): Gate {
  return { name, wanted: "all", measured: `${passed} of ${tried}`, isPassed: tried === 0 ? null : passed === tried };
}
