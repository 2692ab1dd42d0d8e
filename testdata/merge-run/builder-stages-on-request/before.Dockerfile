FROM alpine:3.20 AS build
RUN touch /a
RUN touch /b
FROM alpine:3.20
COPY --from=build /a /a
