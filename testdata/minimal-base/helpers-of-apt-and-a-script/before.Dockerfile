FROM ubuntu:22.04
RUN apt-get update && apt-get install -y apt-transport-https curl
COPY entrypoint.sh /app/
ENTRYPOINT ["/app/entrypoint.sh"]
