FROM golang:1.25 AS build
RUN go install example.org/tool@latest && go clean -cache -modcache
FROM scratch
COPY --from=build /x /x
