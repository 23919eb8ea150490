import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";
import { renderTemplate } from "./render.ts";

const path = "/user_management/jwt_template";

describe("renderTemplate", () => {
  const context = { user: { email: "ada@acme.test", first_name: 'A"da', metadata: { tier: "1", odd: null } } };

  it.each([
    ['{"mail": {{ user.email }}}', { mail: "ada@acme.test" }],
    ['{"text": "<{{user.first_name}}>"}', { text: '<A"da>' }],
    ['{"all": {{ user.metadata }}}', { all: { tier: "1" } }],
    ['{"tier": {{ user.metadata["tier"] }}}', { tier: "1" }],
    ['{"name": {{ user.nickname || user.name || "nobody" }}}', { name: "nobody" }],
    ['{"gone": {{ organization.id }}, "kept": 1}', { kept: 1 }],
    ['{"none": "{{ organization.id }}"}', { none: "" }],
    ['{"flag": {{ user.flag || true }}, "n": {{ user.n || 7 }}}', { flag: true, n: 7 }],
    ['{"own": {{ user.constructor || "none" }}}', { own: "none" }],
  ])("renders %s", (template, claims) => {
    expect(renderTemplate(template, context)).toEqual(claims);
  });
});

describe("JWT template", () => {
  it("is found once it was set", async () => {
    const { api } = checkedMock();
    const content = '{"plan": {{ organization.metadata.plan }}}';
    expect((await api(`GET ${path}`)).status).toBe(404);

    const set = await api(`PUT ${path}`, { content });

    expect(set).toMatchObject({ status: 200, body: { object: "jwt_template", content } });
    expect((await api(`GET ${path}`)).body).toEqual(set.body);
  });

  it.each([
    "no json",
    "[]",
    '{"a": {{ user.email }',
    '{"a": {{ user email }}}',
    '{"sub": "x"}',
    '{"exp": {{ user.metadata.exp }}}',
  ])("refuses %s", async (content) => {
    const { api } = checkedMock();

    expect(await api(`PUT ${path}`, { content })).toMatchObject({
      status: 422,
      body: { code: "invalid_request_parameters" },
    });
    expect((await api(`GET ${path}`)).status).toBe(404);
  });
});
