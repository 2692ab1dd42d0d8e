FROM debian:13
RUN set -eux; \
	apt-get update; \
	apt-get install -y --no-install-recommends \
		git \
		curl; \
	rm -rf /var/lib/apt/lists/*; \
	if test -f /x; then \
		echo x; \
		echo y; \
	fi
RUN apt-get update && apt-get install -y vim && rm -rf /var/lib/apt/lists/* && if test -f /x; then echo x; fi && exec true
RUN set -e \
    && apt-get update \
    && apt-get install -y jq \
    && rm -rf /var/lib/apt/lists/* \
    && for i in a b; do echo $i; done
CMD ["git"]
