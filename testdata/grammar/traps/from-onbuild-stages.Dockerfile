FROM a AS b
ONBUILD RUN c
FROM b
RUN d
COPY --from=b e f
