import { readFile } from "node:fs/promises";
import { build } from "vite";
import { expect, test } from "./fixtures.ts";
import { newMember } from "./person.ts";

const ROOT = new URL("../../", import.meta.url);

/** The first example of the library's documentation, as a page would load it. */
async function bundledExample(): Promise<string> {
  const text = await readFile(new URL("docs/client.md", ROOT), "utf8");
  const example = /```ts\n(.*?)```/s.exec(text)?.[1] ?? "";
  // As if it were a file of the project, which may call itself by its name.
  const entry = new URL("example.ts", ROOT).pathname;
  const bundle = await build({
    configFile: false,
    logLevel: "warn",
    plugins: [
      {
        name: "example",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? example : null),
      },
    ],
    build: { write: false, target: "es2022", rolldownOptions: { input: entry } },
  });
  if (!("output" in bundle)) throw new Error("nothing was built");
  return bundle.output[0].code;
}

test("the documentation’s example greets, and tells of the session’s end elsewhere", async ({
  page,
  request,
}) => {
  const { name, email, password } = await newMember(request);
  const code = await bundledExample();
  // In place of the script of our own page, under the same policy.
  await page.route("/assets/index-*.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: code }),
  );
  const health = page.waitForEvent("console", (message) => message.text() === "The service is ok");
  const data = { identifier: email, password };
  await page.request.post("/api/auth/login", { data, failOnStatusCode: true });
  await page.goto("/");
  await expect(page.getByText(`Hello, ${name}`)).toBeVisible();
  await health;

  const elsewhere = await request.post("/api/auth/login", { data: { ...data, delivery: "token" } });
  const { tokens } = await elsewhere.json();
  await request.post("/api/auth/logout-all", {
    headers: { Authorization: `Bearer ${tokens.accessToken}` },
    failOnStatusCode: true,
  });
  await expect(page.getByText("Signed out from elsewhere: logout_all")).toBeVisible({ timeout: 2_000 });
});
