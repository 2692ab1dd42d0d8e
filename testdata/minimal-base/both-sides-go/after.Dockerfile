FROM golang:1.26-alpine AS build
WORKDIR /src
COPY . .
RUN apk add --no-cache git && go build -o /out/app .

FROM alpine:3.24
RUN apk add --no-cache ca-certificates
COPY --from=build /out/app /usr/local/bin/app
CMD ["app"]
