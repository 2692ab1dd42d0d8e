FROM alpine:3.24
RUN apk add --no-cache gcc musl-dev linux-headers build-base perl
CMD ["sh"]
