FROM --platform=linux/arm64 node:26 AS a
FROM --platform=$BUILDPLATFORM node:26-slim AS b
