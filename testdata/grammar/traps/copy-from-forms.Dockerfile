FROM a AS b
FROM c
COPY --from=b /x /y
COPY --from=0 /x /y
COPY --from=B /x /y
COPY --from=alpine:3.20 /x /y
COPY --from=$X /x /y
COPY --from= /x /y
COPY --from=9 /x /y
