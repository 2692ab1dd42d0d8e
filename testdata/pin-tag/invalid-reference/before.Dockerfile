FROM "node"
FROM NODE:x
