FROM alpine
ONBUILD COPY --from=example.org/x:1 /a /b
ONBUILD RUN --mount=type=bind,from=y,target=/z true
