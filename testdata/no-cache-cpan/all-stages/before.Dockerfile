FROM perl:5.42 AS build
RUN cpanm Moose
FROM scratch
COPY --from=build /x /x
