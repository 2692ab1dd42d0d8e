FROM ubuntu:22.04
RUN apt-get update && apt-get install -y curl
COPY start.sh docker-entrypoint /app/
ENTRYPOINT ["/app/docker-entrypoint"]
CMD ["/app/start.sh"]
