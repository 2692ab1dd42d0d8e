FROM "alpine"
FROM 'a b' AS c
