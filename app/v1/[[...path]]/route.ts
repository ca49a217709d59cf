import { createApi } from "@/lib/api/app";

export const dynamic = "force-dynamic";

const api = createApi();
const handle = (request: Request): Response | Promise<Response> => api.fetch(request);

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
