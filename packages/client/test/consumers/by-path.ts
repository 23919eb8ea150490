import { createClient } from "@workos-kit/client";

const workos = createClient({ apiKey: "sk_test" });
export async function main() {
  const org = await workos.POST("/organizations", { body: { name: "Acme" } });
  const page = await workos.GET("/organizations", { params: { query: { domains: ["a.test"] } } });
  const user = await workos.GET("/user_management/users/{id}", { params: { path: { id: "user_1" } } });
  const updated = await workos.PUT("/user_management/users/{id}", {
    params: { path: { id: "user_1" } },
    body: { first_name: "A" },
  });
  const list = await workos.GET("/connections");
  return [org.data?.id, page.data?.data.length, user.data?.id, updated.data?.email, list.data?.data.length];
}
