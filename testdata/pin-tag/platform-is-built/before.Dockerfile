FROM --platform=linux/arm64 node AS a
FROM --platform=$BUILDPLATFORM node:slim AS b
