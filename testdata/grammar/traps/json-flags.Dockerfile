FROM alpine
RUN --network=none ["a"]
COPY --chown=1:2 ["a", "b"]
RUN --mount=type=tmpfs,target=/t ["c", "d"]
