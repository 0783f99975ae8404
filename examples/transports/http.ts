/** Both halves of a remote agent: the machine with the device serves a transport, another machine uses it as its own. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import {
  errnoOf,
  infoFromJson,
  infoToJson,
  ioctlFault,
  replyFromJson,
  replyToJson,
  requestFromJson,
  requestToJson,
  type Transport,
  type TransportOptions,
} from "../../src/transport/index.js";

/** The agent. Firmware commands run with its rights: give the token to nobody else, and listen on 127.0.0.1 only. */
export function serveTransport(transport: Transport, token: string): Server {
  return createServer(async (request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    try {
      if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { failure: "who are you?" });
      if (request.url === "/info") return answer(200, infoToJson(await transport.info({ signal: gone.signal })));
      if (request.url !== "/rpc") return answer(404, { failure: "POST /info or /rpc" });
      const call = requestFromJson(JSON.parse(await bodyOf(request)));
      return answer(200, replyToJson(await transport.rpc(call, { signal: gone.signal })));
    } catch (error) {
      return answer(502, { errno: errnoOf(error), failure: String(error) });
    }
  });
}

async function bodyOf(request: IncomingMessage, limit = 8 * 2 ** 20): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("latin1")) {
    body += chunk;
    if (body.length > limit) throw new RangeError(`a request of more than ${limit} bytes`);
  }
  return body;
}

/** The other half. An errno crosses the line as a number and becomes a fault that explains itself here. */
export function httpTransport(url: string, token: string): Transport {
  const post = async (path: "info" | "rpc", body: string, options: TransportOptions = {}): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(new URL(path, url), { method: "POST", headers, body, signal: options.signal ?? null });
    const answer: { errno?: number; failure?: string } = await response.json();
    if (response.ok) return answer;
    if (answer.errno !== undefined) throw ioctlFault({ ioctl: path, errno: answer.errno });
    throw new Error(`${response.status} ${answer.failure}`);
  };
  return {
    info: async (options) => infoFromJson(await post("info", "", options)),
    rpc: async (request, options) => replyFromJson(await post("rpc", JSON.stringify(requestToJson(request)), options)),
  };
}
