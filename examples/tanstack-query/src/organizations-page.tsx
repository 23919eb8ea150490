// #region docs
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Client, isApiError } from "@workos-kit/client";
import type { SubmitEvent } from "react";
import { createOrganizationMutation, organizationsQuery } from "./queries.ts";

/** The organizations of the environment, with a way to more of them and to a new one. */
export function OrganizationsPage({ workos }: { workos: Client }) {
  const list = useInfiniteQuery(organizationsQuery(workos, { limit: 2 }));
  const creation = useMutation(createOrganizationMutation(workos, useQueryClient()));

  const create = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    creation.mutate({ name: String(form.get("name")), external_id: String(form.get("external_id")) });
  };

  if (list.isPending) return <p>Loading</p>;
  if (list.isError) return <p role="alert">{sentenceFor(list.error)}</p>;
  return (
    <main>
      <ul>
        {list.data.pages
          .flatMap(({ data }) => data)
          .map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" onClick={() => void list.fetchNextPage()}>
          More
        </button>
      )}
      <form onSubmit={create}>
        <input name="name" aria-label="Name" required />
        <input name="external_id" aria-label="Your id" />
        <button type="submit">Create</button>
        {creation.isError && <p role="alert">{sentenceFor(creation.error)}</p>}
      </form>
    </main>
  );
}

function sentenceFor(error: Error): string {
  if (isApiError(error, "external_id_already_used")) return "Another organization has this id.";
  if (isApiError(error) && error.status === 403) return "You may not see organizations.";
  return "That did not work. Try again in a moment.";
}
// #endregion
