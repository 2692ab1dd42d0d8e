FROM golang:1.26 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN go build -trimpath -o app .

FROM gcr.io/distroless/static-debian13
WORKDIR /srv
COPY --from=build /src/app bin/
USER nobody
CMD ["/srv/bin/app", "--port", "80"]
