ARG WHAT=latest
FROM --platform=$WHAT node:$WHAT
