FROM debian:13
RUN set -eux; \
	apt-get update; \
	apt-get install -y --no-install-recommends \
		git \
		curl; \
	if test -f /x; then \
		echo x; \
		echo y; \
	fi
RUN apt-get update && apt-get install -y vim && if test -f /x; then echo x; fi && exec true
RUN set -e \
    && apt-get update \
    && apt-get install -y jq \
    && for i in a b; do echo $i; done
CMD ["git"]
