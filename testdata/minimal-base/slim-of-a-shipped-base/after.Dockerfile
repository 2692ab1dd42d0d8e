FROM debian:12-slim AS base
RUN useradd app
FROM base
USER app
CMD ["cat", "/etc/hostname"]
FROM base AS other
CMD ["ls"]
