/** The same for everybody, so it is made when the application is built. */
export const prerender = true;
