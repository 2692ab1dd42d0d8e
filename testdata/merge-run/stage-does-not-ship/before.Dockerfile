FROM alpine:3.20 AS build
RUN touch /a
RUN touch /b
RUN touch /c
FROM alpine:3.20
COPY --from=build /a /a
