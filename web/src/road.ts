import { askNow } from "./health.ts";

/** What a gateway answers in the place of a service, and the service itself when it can't. */
const NOT_NOW = [502, 503, 504];

/** All calls go this way, and what becomes of them tells how the service is where no socket does. */
export async function road(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, init);
    if (NOT_NOW.includes(response.status)) void askNow();
    return response;
  } catch (error) {
    void askNow();
    throw error;
  }
}
