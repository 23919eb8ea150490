import Link from "next/link";
import { Suspense } from "react";

interface Props {
  searchParams: Promise<{ error?: string }>;
}

/** The way in. A plain link leads to the login, not `<Link>`: that would prefetch, and start a sign-in nobody asked for. */
export default function Home({ searchParams }: Props) {
  return (
    <>
      <h1>workos-kit in Next.js</h1>
      <Suspense fallback={<p>&nbsp;</p>}>
        <Outcome searchParams={searchParams} />
      </Suspense>
      <nav>
        <a className="button" href="/login">
          Sign in
        </a>
        <Link className="quiet button" href="/dashboard">
          Dashboard
        </Link>
      </nav>
    </>
  );
}

async function Outcome({ searchParams }: Props) {
  const { error } = await searchParams;
  if (error !== undefined) return <p role="alert">The sign-in did not succeed: {error}.</p>;
  return <p>Sign-in with AuthKit, a session in a sealed cookie, webhooks in both routers.</p>;
}
