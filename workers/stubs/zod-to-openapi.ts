import type { OpenAPIRegistry as Registry } from "@asteasolutions/zod-to-openapi";
import type { z } from "zod";

// What documents a schema and generates OpenAPI from it, 8 KiB of the bundle. The build has generated `/openapi.json`
// already; only what a route's documentation says of its access is read at run time.

type Definition = Registry["definitions"][number];
type Route = Extract<Definition, { type: "route" }>["route"];

export class OpenAPIRegistry {
  readonly definitions: Definition[] = [];

  registerPath(route: Route): void {
    this.definitions.push({ type: "route", route });
  }
}

export class OpenApiGeneratorV3 {}
export class OpenApiGeneratorV31 {}

export function getOpenApiMetadata() {
  return {};
}

export function extendZodWithOpenApi(zod: typeof z): void {
  zod.ZodType.prototype.openapi = function () {
    return this;
  };
}
