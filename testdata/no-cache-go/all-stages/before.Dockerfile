FROM golang:1.25 AS build
RUN go install example.org/tool@latest
FROM scratch
COPY --from=build /x /x
