FROM debian:13
RUN set -eux; \
	apt-get update; \
	apt-get install -y --no-install-recommends git; \
	if grep -q bookworm /etc/os-release; then \
		rm -rf /var/lib/apt/lists/*; \
	else \
		apt-get dist-clean; \
	fi
RUN if test -f /x; then apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*; fi
RUN set -e; \
	apt-get update; \
	apt-get install -y vim; \
	rm -rf /var/lib/apt/lists/*; \
	if test -f /x; then \
		rm -rf /var/lib/apt/lists/*; \
	fi; exit 0
CMD ["git"]
