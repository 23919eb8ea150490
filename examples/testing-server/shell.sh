# #region start
npx workos-mock --port 4010 --seed-file seed.yaml --persist state.jsonl &
curl --silent --fail --retry 50 --retry-all-errors --retry-delay 1 http://127.0.0.1:4010/_mock/ready
# #endregion

# #region use
curl --silent http://127.0.0.1:4010/organizations --header "Authorization: Bearer sk_test_default"
# #endregion

# #region trigger
npx workos-mock trigger user.created --print --secret whsec_dev --set email=ada@acme.test --set metadata.plan=team
# #endregion
