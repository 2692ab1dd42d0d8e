FROM debian:bookworm-slim
LABEL maintainer "A B <a@example.org>"

RUN apt-get update && apt-get install -y \
	curl ca-certificates \
	xz-utils \
	--no-install-recommends \
	&& rm -rf /var/lib/apt/lists/*

ENTRYPOINT [ "curl" ]
