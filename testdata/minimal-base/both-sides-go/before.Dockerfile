FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN apt-get update && apt-get install -y git && go build -o /out/app .

FROM ubuntu:22.04
RUN apt-get update && apt-get install -y ca-certificates
COPY --from=build /out/app /usr/local/bin/app
CMD ["app"]
