FROM alpine:3.24
RUN apk add --no-cache gcc musl-dev build-base
CMD ["sh"]
