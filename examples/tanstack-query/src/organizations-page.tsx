// #region docs
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Client } from "@workos-kit/client";
import { type SubmitEvent, useState } from "react";
import { createOrganizationMutation, organizationsQuery, sentenceFor } from "./queries.ts";

/** How many organizations a page has. */
export const limit = 2;

/** The organizations of the environment, with a way to find some, to more of them, and to a new one. */
export function OrganizationsPage({ workos }: { workos: Client }) {
  const [search, setSearch] = useState("");
  const list = useInfiniteQuery(organizationsQuery(workos, { limit, ...(search && { search }) }));

  return (
    <main>
      <h1>Organizations</h1>
      <input
        type="search"
        aria-label="Search"
        placeholder="Search"
        onChange={(event) => setSearch(event.target.value)}
      />
      {list.isPending && <p>Loading</p>}
      {list.isError && <p role="alert">{sentenceFor(list.error)}</p>}
      <ul aria-busy={list.isFetching}>
        {list.data?.pages
          .flatMap(({ data }) => data)
          .map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
          More
        </button>
      )}
      <NewOrganization workos={workos} />
    </main>
  );
}

function NewOrganization({ workos }: { workos: Client }) {
  const creation = useMutation(createOrganizationMutation(workos, useQueryClient()));

  const create = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const [name, external_id] = ["name", "external_id"].map((field) => String(new FormData(form).get(field)));
    creation.mutate({ name: name ?? "", external_id: external_id || null }, { onSuccess: () => form.reset() });
  };

  return (
    <form onSubmit={create}>
      <h2>A new one</h2>
      <input name="name" aria-label="Name" placeholder="Name" required />
      <input name="external_id" aria-label="Your id" placeholder="Your id" />
      <button type="submit" disabled={creation.isPending}>
        Create
      </button>
      {creation.isError && <p role="alert">{sentenceFor(creation.error)}</p>}
    </form>
  );
}
// #endregion
