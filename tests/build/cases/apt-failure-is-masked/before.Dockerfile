FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends bc || touch /failed; \
    apt-get install -y --no-install-recommends dc && exit 0; touch /never
CMD ["bc"]
