FROM debian:12 AS a
RUN apt-get update && apt-get install -y curl git
FROM scratch AS c
COPY --from=a / /r/
FROM debian:12
COPY --from=c /r/var /var
RUN apt-get install -y jq
CMD ["sleep", "1"]
