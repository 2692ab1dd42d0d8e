FROM alpine:3.24
RUN apk add --no-cache python3
RUN python3 -c "print(1)"
CMD ["python3"]
