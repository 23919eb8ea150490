import { expect, vi } from "vitest";
import type { Exercise } from "../stage.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

export const clientItself: Exercise = {
  title: "requests of one's own through the client itself",
  async run({ mock, workos }) {
    const { data: acme } = await workos.post<Named>("/organizations", { name: "Acme" });
    expect((await workos.get<Named>(`/organizations/${acme.id}`)).data).toEqual(acme);
    await workos.put(`/organizations/${acme.id}`, { name: "Acme Two" });
    expect((await workos.get<Named>(`/organizations/${acme.id}`)).data.name).toBe("Acme Two");
    const { data: group } = await workos.post<Named>(`/organizations/${acme.id}/groups`, { name: "Owners" });
    const changed = await workos.patch<Named>(`/organizations/${acme.id}/groups/${group.id}`, { name: "All" });
    expect(changed.data).toMatchObject({ id: group.id, name: "All" });

    mock.dashboard.radar.create({ type: "domain", action: "block", entry: "spam.test" });
    await workos.deleteWithBody("/radar/lists/domain/block", { entry: "spam.test" });
    await expect(workos.deleteWithBody("/radar/lists/domain/block", { entry: "spam.test" })).rejects.toMatchObject({
      status: 404,
    });
    await workos.delete(`/organizations/${acme.id}`);
    await expect(workos.get(`/organizations/${acme.id}`)).rejects.toMatchObject({ status: 404 });

    expect(() => workos.requireApiKey("anything")).not.toThrow();
    expect(workos.createWebhookClient().getTimestampAndSignatureHash("t=1, v1=2")).toEqual(["1", "2"]);
    const answer = await workos.createActionsClient().signResponse({ type: "authentication", verdict: "Allow" }, "s");
    expect(answer.payload.verdict).toBe("Allow");
    const warn = vi.spyOn(process, "emitWarning").mockReturnValue(undefined);
    workos.emitWarning("Careful.");
    expect(warn).toHaveBeenCalledWith("Careful.", "WorkOS");
    warn.mockRestore();
    expect(workos.getCryptoProvider().randomBytes(8)).toHaveLength(8);
    const transport = workos.createHttpClient(workos.options, "tests");
    expect((await transport.get("/organizations", { params: { limit: 1 } })).getStatusCode()).toBe(200);
  },
};
