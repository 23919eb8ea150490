import Link from "next/link";

interface Props {
  searchParams: Promise<{ error?: string }>;
}

/** The way in. A plain link leads to the login, not `<Link>`: that would prefetch, and start a sign-in nobody asked for. */
export default async function Home({ searchParams }: Props) {
  const { error } = await searchParams;
  return (
    <>
      <h1>workos-kit in Next.js</h1>
      {error === undefined ? (
        <p>Sign-in with AuthKit, a session in a sealed cookie, webhooks in both routers.</p>
      ) : (
        <p role="alert">The sign-in did not succeed: {error}.</p>
      )}
      <a className="button" href="/login">
        Sign in
      </a>
      <Link className="quiet button" href="/dashboard">
        Dashboard
      </Link>
    </>
  );
}
