import { describe, expect, it } from "vitest";
import { nextSorting, sortRows } from "./sorting";
import type { TableColumn } from "./table-column";

interface Row {
  name: string;
  size: number | null;
}

const name: TableColumn<Row> = { id: "name", header: "Name", cell: () => null, sortValue: (row) => row.name };
const size: TableColumn<Row> = { id: "size", header: "Size", cell: () => null, sortValue: (row) => row.size };
const plain: TableColumn<Row> = { id: "plain", header: "Plain", cell: () => null };
const rows: Row[] = [
  { name: "run-10", size: 3 },
  { name: "run-9", size: null },
  { name: "Alpha", size: 7 },
];

describe("nextSorting", () => {
  it("begins text at A, turns it round, and gives the first order back", () => {
    const up = nextSorting(null, name, rows);
    expect(up).toEqual({ columnId: "name", isDescending: false });
    const down = nextSorting(up, name, rows);
    expect(down).toEqual({ columnId: "name", isDescending: true });
    expect(nextSorting(down, name, rows)).toBeNull();
  });

  it("begins numbers at the greatest", () => {
    expect(nextSorting(null, size, rows)).toEqual({ columnId: "size", isDescending: true });
  });

  it("begins anew at another column", () => {
    expect(nextSorting({ columnId: "size", isDescending: true }, name, rows)).toEqual({
      columnId: "name",
      isDescending: false,
    });
  });
});

describe("sortRows", () => {
  const names = (sorted: readonly Row[]) => sorted.map((row) => row.name);

  it("sorts as people count", () => {
    const sorted = sortRows(rows, [name, size], { columnId: "name", isDescending: false });
    expect(names(sorted)).toEqual(["Alpha", "run-9", "run-10"]);
  });

  it("turns round with what is missing first", () => {
    const sorted = sortRows(rows, [name, size], { columnId: "size", isDescending: true });
    expect(names(sorted)).toEqual(["run-9", "Alpha", "run-10"]);
  });

  it("leaves the rows alone without a sorting, or by a column that has none", () => {
    expect(sortRows(rows, [name], null)).toBe(rows);
    expect(sortRows(rows, [plain], { columnId: "plain", isDescending: false })).toBe(rows);
  });
});
