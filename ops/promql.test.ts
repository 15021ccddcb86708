import { describe, expect, it } from "vitest";
import { references } from "./promql.ts";

describe("what a PromQL expression refers to", () => {
  it("is a metric alone", () => {
    expect(references("up")).toEqual({ selectors: [{ metric: "up", matchers: [] }], grouping: [] });
  });

  it("is each metric with its matchers, and no function, aggregation, duration or number", () => {
    const { selectors, grouping } = references(
      `sum by (route, le) (rate(a_total{x="1",y=~"p|q"}[5m] offset 1h)) / on (route) group_left b{z!="}"} > bool 1e3 or vector(0)`,
    );
    expect(selectors).toEqual([
      {
        metric: "a_total",
        matchers: [
          { label: "x", operator: "=", value: "1" },
          { label: "y", operator: "=~", value: "p|q" },
        ],
      },
      { metric: "b", matchers: [{ label: "z", operator: "!=", value: "}" }] },
    ]);
    expect(grouping).toEqual(["route", "le", "route"]);
  });

  it("is the same with the grouping after the aggregation", () => {
    expect(references("sum(rate(a[$__rate_interval])) without (x)")).toEqual({
      selectors: [{ metric: "a", matchers: [] }],
      grouping: ["x"],
    });
  });

  it("is a recorded rule under its whole name", () => {
    expect(references("genkan:errors:ratio_rate5m / 0.001").selectors).toEqual([
      { metric: "genkan:errors:ratio_rate5m", matchers: [] },
    ]);
  });

  it("is not read from what is no PromQL", () => {
    expect(() => references("a ? b")).toThrow(SyntaxError);
    expect(() => references('{x="1"}')).toThrow(SyntaxError);
  });
});
