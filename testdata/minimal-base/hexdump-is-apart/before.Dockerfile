FROM debian:bookworm
RUN apt-get update && apt-get install -y bsdmainutils uuid-runtime telnet
COPY show.sh /app/
ENTRYPOINT ["/app/show.sh"]
