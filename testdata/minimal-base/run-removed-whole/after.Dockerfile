FROM alpine:3.24

# the lists
# the tools
RUN apk add --no-cache curl

# tidy
CMD ["curl", "--help"]
