FROM alpine:3.20
WORKDIR /build/x
RUN mv /build /app
RUN touch b
