FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends bc
ENV A=b
RUN rm -rf /var/lib/apt/lists/*
RUN echo done > /done
CMD ["bc"]
