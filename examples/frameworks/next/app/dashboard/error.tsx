"use client";

interface Props {
  retry: () => void;
}

/** In place of the page, while it cannot be told who is signed in, or when something else fails. */
export default function DashboardError({ retry }: Props) {
  return (
    <>
      <h1>Not possible at the moment</h1>
      <p role="alert">That did not work. You are still signed in.</p>
      <button className="button" type="button" onClick={retry}>
        Try again
      </button>
    </>
  );
}
