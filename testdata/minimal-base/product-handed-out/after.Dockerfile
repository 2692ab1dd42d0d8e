FROM golang:1.22-alpine
RUN apk add --no-cache tar
WORKDIR /src
COPY . .
RUN go build -o /out/app .
CMD tar czf - -C /out .
