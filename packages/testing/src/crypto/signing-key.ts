/**
 * The key that signs every access token of every mock. It is public, fixed and worthless: making one costs tens of
 * milliseconds, and a fixed one lets tests pin what it signs. Never trust it outside a test.
 */
export const signingKey = {
  kid: "sso_oidc_key_pair_01KAV2XT16PZY3QXFP9ZCJKCNM",
  n:
    "4SWZQTxoPTpbA3X1y82GuIc8XhJeSsUBN10VnsY9f7CZ1_mcSSWqZBszXWso-lvleTxm1HeOislMwMKMphWolz7hQfzF8M32Itob" +
    "nM8B7uTLNQve9b63aVKvhdbs7vFPLi64JVQpJIyHdMe2PyK5kWENK_w5CTag9B9yjFJIcfvPHf3wUqoNuwDT7yCTq9aLV9AJeFdF" +
    "e_xCmKRR4ovwmVJVYm7Ug0VBSx0l0662BSqHhRhBFtbIlEdi2vaSrCeJu-f-3rRVmqrwG22pJb_E2RXOkE8Sb7XAbkge2ItrI3Mi" +
    "UypOx8ty8MuL2K6LRvhry_HoGOLxAIz0XhG_Tlf6Fw",
  e: "AQAB",
  // A self-signed certificate of the same key, and its SHA-256 thumbprint.
  x5c:
    "MIIDDzCCAfegAwIBAgIUF4aKAjjK+kK6QucSKiH6E25Xac0wDQYJKoZIhvcNAQELBQAwFjEUMBIGA1UEAwwLd29ya29zLW1vY2sw" +
    "IBcNMjYxMTIxMTAxMjM5WhgPMjEyNjEwMjgxMDEyMzlaMBYxFDASBgNVBAMMC3dvcmtvcy1tb2NrMIIBIjANBgkqhkiG9w0BAQEF" +
    "AAOCAQ8AMIIBCgKCAQEA4SWZQTxoPTpbA3X1y82GuIc8XhJeSsUBN10VnsY9f7CZ1/mcSSWqZBszXWso+lvleTxm1HeOislMwMKM" +
    "phWolz7hQfzF8M32ItobnM8B7uTLNQve9b63aVKvhdbs7vFPLi64JVQpJIyHdMe2PyK5kWENK/w5CTag9B9yjFJIcfvPHf3wUqoN" +
    "uwDT7yCTq9aLV9AJeFdFe/xCmKRR4ovwmVJVYm7Ug0VBSx0l0662BSqHhRhBFtbIlEdi2vaSrCeJu+f+3rRVmqrwG22pJb/E2RXO" +
    "kE8Sb7XAbkge2ItrI3MiUypOx8ty8MuL2K6LRvhry/HoGOLxAIz0XhG/Tlf6FwIDAQABo1MwUTAdBgNVHQ4EFgQUp82lzyOxK4np" +
    "dYQ/tSLGImzXPS8wHwYDVR0jBBgwFoAUp82lzyOxK4npdYQ/tSLGImzXPS8wDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsF" +
    "AAOCAQEAdLXhlXE4+QijURWfXi0arfBJ+eU5NDfZhkJcMDfTBF5iWRSaaKSKtBgUh07LyWqnhbPIRv4ZSAb5P2IADymxH4SQbgj3" +
    "rtcy0VjhSvOIiTNBfnKmeWk+105wkK32eJbI8sCSY/BDuINeNzpgw5+1/8SEv6StU1ndTO/8R0Pp/fuizXv248U+oYeqM8uGd97w" +
    "zzS721TqJ8pHLq3tQ2jadIPOyRQlgJsV6nmmqcKxU/0NSs4lWU3SgywTbZTBNGOummb4JH8xuCDv3tdIkcXuEEJDPqYL/ul9D56N" +
    "YtxKfYi+PuDhIeePCRQC6cr697sO3L6Zb3eMH+4dfzaCtuMZsg==",
  thumbprint: "VvsZlyofssNvuMIHyS8qVaSm-vcq5JmWq5DvYM7HODQ",
  secret: {
    d:
      "Y4TTk7boWpwXS9XR0oaj9J_uaqSS4ljnWzn9iwOUfoMo1YMDdn-8K-isETCDWfrR2X998o9wRd-J2jCErAspzMTiG-Fn-zOHB0vC" +
      "ZdNIxviB7A41vQlSmC8Q38erTkkC12aWRgXH89xcKZ33bDvkq6KrCFTCP1TS22WlI-phFGRGC5h_zAefvYhCFZJlRuJdugvVx6vU" +
      "xsNCPoWrZHzsC_Dg3KAcjOlcNjPWI6MGvFGv5LCQv-dY-zZQs4u3cXQsNBOYTaEYgAgClPV0pfLu5P-3BszguFjiZ7F9B0TbmkOF" +
      "xddaBWzGwfuuNU1D3dUJI8qJF0ttr8CUJY-wCBbwaQ",
    p:
      "9tekDCPaUCwlGUkTjYgOYBxEtERDuNfS4jS75JeYsKDDq2XZTBhyudBnLUjNvqnCjLdZCkgVQbFGinMQGhskVdwZ0s6vsuYf4euq" +
      "Hk7TN8Z5Naerrcs5YClVDy1r35RygFJWmQPfhCAqWBUtvCpwRUruEIdpeWOYamEb9lCmMO8",
    q:
      "6X_oRuqCc9Ua6NZyqWrkusxArGQbAQayKI3wNpbWNMejw7hzHEkHnzcosTM8Cfp2grUa1GkHv4l3fD1auEWwD54TfxllL2IeYQ68" +
      "CeNf-ZSngtDOIk3gRzg6sYcu8xJn6IQui1OjXDwU4jkfNazKeUZKVTnHS-cdUtIdTd-QeVk",
    dp:
      "YfwBq6wDujV72IiwkUsD4dT21NQQSeyqUo76Uuh2fQ6j_YKlelZuHCKFAm3W9itvBeq2FqW8gmI7jTPVnXdOuiJvwcW36vz8hPLG" +
      "iddics5_SPQw6wEz2l8t26N9IbhMp3GH3J-z9z_Jb0Og7wOto2P2EmueS8hkNT4tGl6zSdM",
    dq:
      "JZA1Hst1Jws-Y_yzv3t5xm87bEBCc9zO5mVHIpELbrw7JS5UHlXFSyDFhBQ48WYAkLBv24H2BCMqPKtmH8TeOPT2L_k25POE7ZpA" +
      "N9sDQpReilXrA2vBy9NI5exYajQo0SgKkNFos1rbBTWpRqpAfFgJd0JvRE-u0PcKTc_MXyk",
    qi:
      "ELVN373806oyrYLCDmGE-GAmUN69APDsOau8gDJzTkpMUdD_a8CcD4naTQeXVlHzVdrgLpni15sTlLYRDC3Qg9oBYin2ZQtIXeYr" +
      "eo16JgMZ4UcyqFs63b3LXVijX66YsLnpGTEfWxZJ7kWi6fIvQy69LBXSTUK-73TvGFB7ldQ",
  },
} as const;
