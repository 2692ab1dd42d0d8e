FROM debian:11-slim
RUN apt-get update && apt-get install -y libmagickwand-dev gcc
COPY src /src
RUN make -C /src
ENTRYPOINT ["/src/app"]
