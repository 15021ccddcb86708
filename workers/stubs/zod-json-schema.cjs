// What makes JSON Schema of a schema, 6 KiB of the bundle, which hangs on every type of Zod. Asked only for the OpenAPI
// document, which the build generates. CommonJS, because Zod asks for forty names of it.
const nothing = () => undefined;
module.exports = { createStandardJSONSchemaMethod: nothing, createToJSONSchemaMethod: nothing };
