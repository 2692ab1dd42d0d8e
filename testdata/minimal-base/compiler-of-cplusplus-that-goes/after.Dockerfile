FROM alpine:3.24
COPY src/ /src/
RUN apk add --no-cache g++ musl-dev linux-headers make libstdc++ && make -C /src install && apk del g++ musl-dev linux-headers make
CMD ["noisy"]
