// What Resend's SDK needs to receive mail and webhooks, 30 KiB of the bundle. Genkan only sends: neither is ever built.
export default class PostalMime {}
export class Webhook {}
