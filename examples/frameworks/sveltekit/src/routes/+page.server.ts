import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = ({ url }) => ({ error: url.searchParams.get("error") });
