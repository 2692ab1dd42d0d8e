FROM alpine:3.24
RUN apk add --no-cache make cmake gcc musl-dev bash
COPY . /src
RUN cd /src && cmake . && make
ENTRYPOINT ["/src/run.sh"]
