FROM alpine:3.24
RUN addgroup -g 1500 old && delgroup old
CMD ["sleep", "1"]
