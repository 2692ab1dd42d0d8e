FROM alpine:3.24
RUN apk add --no-cache curl
RUN echo x
FROM alpine:3.24
RUN ./x
RUN rm -rf /var/cache/apk/*
FROM alpine:3.24
RUN apk add --no-cache curl
RUN --mount=type=cache,target=/x rm -rf /var/cache/apk/*
RUN rm -rf /var/cache/apk/* && echo x
